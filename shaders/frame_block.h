// The uniform block of tile.vert, included by C++ and by GLSL (std140: every member is 16 bytes).
#ifdef __cplusplus
#pragma once
namespace vr360 {
#define VR360_VEC4(name) alignas(16) float name[4]
struct FrameBlock {
#else
#define VR360_VEC4(name) vec4 name
layout(set = 0, binding = 0, std140) uniform FrameBlock {
#endif

    VR360_VEC4(camera_right);   // xyz: the camera's axes in world coordinates
    VR360_VEC4(camera_up);      //
    VR360_VEC4(camera_forward); //
    VR360_VEC4(projection);     // x, y: projection plane → clip coordinates; z: 0 rectilinear, 1 stereographic

#ifdef __cplusplus
};
#undef VR360_VEC4
static_assert(sizeof(FrameBlock) == 64);
} // namespace vr360
#else
};
#endif
