#version 450

layout(set = 0, binding = 1) uniform sampler2DArray tiles;

layout(location = 0) in vec3 u_v_weight;
layout(location = 1) flat in vec2 layer_opacity;
layout(location = 0) out vec4 color;

void main() {
    vec2 uv = vec2(u_v_weight.x / u_v_weight.z, u_v_weight.y);
    vec3 rgb = texture(tiles, vec3(uv, layer_opacity.x)).rgb;
    color = vec4(rgb, layer_opacity.y);
}
