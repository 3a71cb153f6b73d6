#version 450
#extension GL_GOOGLE_include_directive : require
#include "frame_block.h"

// A vertex of the tile mesh: (0,0) is the patch's left upper corner, (1,1) its right lower one.
layout(location = 0) in vec2 mesh;
// An instance is core's Patch (core/tiles/patches.h).
layout(location = 1) in vec4 rect;    // lon0, lat0, lon1, lat1; radians
layout(location = 2) in vec4 texture_rect; // u0, v0 of (lon0, lat1); u1, v1 of (lon1, lat0)
layout(location = 3) in vec4 extra;   // layer, opacity, overlap in longitude, in latitude

// Texture coordinates are exact on a flat trapezoid when u is weighted with the length of its
// parallel: interpolating (u·cos φ, cos φ) and dividing keeps u constant along meridians, up to
// the pole itself. Without it, triangles shear the picture near the poles.
layout(location = 0) out vec3 u_v_weight;
layout(location = 1) flat out vec2 layer_opacity;

const float HALF_PI = 1.57079632679489662;

void main() {
    vec2 span = rect.zw - rect.xy;
    // Outer vertices reach a hair over the edge, and their texture coordinates with them.
    vec2 outward = vec2(mesh.x == 0.0 ? -1.0 : mesh.x == 1.0 ? 1.0 : 0.0,
                        mesh.y == 0.0 ? -1.0 : mesh.y == 1.0 ? 1.0 : 0.0);
    vec2 at = mesh + outward * extra.zw / span;
    float lon = rect.x + at.x * span.x;
    float lat = clamp(rect.w - at.y * span.y, -HALF_PI, HALF_PI); // nothing reaches over a pole
    at.y = (rect.w - lat) / span.y;

    float c = max(cos(lat), 0.0);
    vec3 world = vec3(c * sin(lon), sin(lat), c * cos(lon));
    vec3 seen = vec3(dot(camera_right.xyz, world), dot(camera_up.xyz, world),
                     dot(camera_forward.xyz, world));

    vec2 uv = mix(texture_rect.xy, texture_rect.zw, at);
    float weight = max(c, 1e-6);
    u_v_weight = vec3(uv.x * weight, uv.y, weight);
    layer_opacity = extra.xy;

    // Rectilinear: x/z, y/z. Stereographic: 2·tan(θ/2) from the middle, that is 2x/(1+z), with the
    // point behind at infinity. Without a branch: lavapipe compiles a shader anew for each draw
    // when a uniform decides which way it goes (20 ms a frame).
    gl_Position = vec4(seen.xy * projection.xy * (1.0 + projection.z), 0.0, seen.z + projection.z);
}
