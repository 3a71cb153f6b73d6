#version 450

// Panels: positions in pixels, y downwards; the tiles' viewport has y upwards.
layout(push_constant) uniform Picture {
    vec2 scale;     // pixels → clip coordinates
    vec2 translate;
} picture;

layout(location = 0) in vec2 position;
layout(location = 1) in vec2 texture_position;
layout(location = 2) in vec4 vertex_color;

layout(location = 0) out vec2 uv;
layout(location = 1) out vec4 tint;

void main() {
    uv = texture_position;
    tint = vertex_color;
    vec2 clip = position * picture.scale + picture.translate;
    gl_Position = vec4(clip.x, -clip.y, 0.0, 1.0);
}
