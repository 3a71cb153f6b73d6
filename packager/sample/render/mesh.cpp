#include "packager/sample/render/mesh.h"

#include <array>

namespace vr360::sample {

Model makeModel(Mesh mesh) {
    Model model;
    std::vector<V3> positions;
    positions.reserve(mesh.vertices.size());
    for (const Vertex& v : mesh.vertices) {
        positions.push_back(v.position);
    }
    model.tree = buildTriangleTree(positions, mesh.indices);
    model.mesh = std::move(mesh);
    return model;
}

std::uint32_t MeshBuilder::vertex(V3 position, V3 normal, V2 uv) {
    const auto index = static_cast<std::uint32_t>(mesh_.vertices.size());
    mesh_.vertices.push_back(
        {transform.point(position), normalized(transform.direction(normal)), uv, 1.0F});
    return index;
}

void MeshBuilder::face(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    mesh_.indices.insert(mesh_.indices.end(), {a, b, c});
    mesh_.faces.push_back({material, object});
}

void MeshBuilder::quad(V3 a, V3 b, V3 c, V3 d) {
    const float width = std::max(length(b - a), length(c - d));
    const float height = std::max(length(d - a), length(c - b));
    const V3 normal = normalized(cross(c - a, d - b));
    const int columns = std::clamp(static_cast<int>(std::ceil(width / cell_)), 1, 24);
    const int rows = std::clamp(static_cast<int>(std::ceil(height / cell_)), 1, 24);
    const auto first = static_cast<std::uint32_t>(mesh_.vertices.size());
    for (int row = 0; row <= rows; ++row) {
        const float v = static_cast<float>(row) / static_cast<float>(rows);
        for (int column = 0; column <= columns; ++column) {
            const float u = static_cast<float>(column) / static_cast<float>(columns);
            vertex(mix(mix(a, b, u), mix(d, c, u), v), normal, {u * width, v * height});
        }
    }
    const auto stride = static_cast<std::uint32_t>(columns + 1);
    for (std::uint32_t row = 0; row < static_cast<std::uint32_t>(rows); ++row) {
        for (std::uint32_t column = 0; column + 1 < stride; ++column) {
            const std::uint32_t at = first + row * stride + column;
            face(at, at + 1, at + stride + 1);
            face(at, at + stride + 1, at + stride);
        }
    }
}

void MeshBuilder::triangle(V3 a, V3 b, V3 c) {
    const V3 normal = normalized(cross(b - a, c - a));
    const std::uint32_t first = vertex(a, normal, {0.0F, 0.0F});
    vertex(b, normal, {length(b - a), 0.0F});
    vertex(c, normal, {0.0F, length(c - a)});
    face(first, first + 1, first + 2);
}

void MeshBuilder::box(V3 base, V3 size, bool with_bottom) {
    const float x0 = base.x - size.x / 2;
    const float x1 = base.x + size.x / 2;
    const float y0 = base.y - size.y / 2;
    const float y1 = base.y + size.y / 2;
    const float z0 = base.z;
    const float z1 = base.z + size.z;
    quad({x0, y0, z0}, {x1, y0, z0}, {x1, y0, z1}, {x0, y0, z1});
    quad({x1, y0, z0}, {x1, y1, z0}, {x1, y1, z1}, {x1, y0, z1});
    quad({x1, y1, z0}, {x0, y1, z0}, {x0, y1, z1}, {x1, y1, z1});
    quad({x0, y1, z0}, {x0, y0, z0}, {x0, y0, z1}, {x0, y1, z1});
    quad({x0, y0, z1}, {x1, y0, z1}, {x1, y1, z1}, {x0, y1, z1});
    if (with_bottom) {
        quad({x0, y1, z0}, {x1, y1, z0}, {x1, y0, z0}, {x0, y0, z0});
    }
}

void MeshBuilder::turnedBox(V3 base, V3 size, float angle) {
    const Transform saved = transform;
    transform = transform * placed(base, angle);
    box({}, size);
    transform = saved;
}

void MeshBuilder::lathe(V3 base, std::span<const V2> profile, int segments) {
    for (std::size_t i = 0; i + 1 < profile.size(); ++i) {
        const V2 from = profile[i];
        const V2 to = profile[i + 1];
        const V2 along = to - from;
        const float slope = length(along);
        if (slope <= 0.0F) {
            continue;
        }
        const auto first = static_cast<std::uint32_t>(mesh_.vertices.size());
        for (int s = 0; s <= segments; ++s) {
            const float share = static_cast<float>(s) / static_cast<float>(segments);
            const float angle = 2.0F * kPi * share;
            const V3 out{std::cos(angle), std::sin(angle), 0.0F};
            const V3 normal{out.x * along.y / slope, out.y * along.y / slope, -along.x / slope};
            const float girth = 2.0F * kPi * std::max(from.x, to.x);
            vertex(
                base + V3{out.x * from.x, out.y * from.x, from.y}, normal, {share * girth, from.y});
            vertex(base + V3{out.x * to.x, out.y * to.x, to.y},
                   normal,
                   {share * girth, from.y + slope});
        }
        for (std::uint32_t s = 0; s < static_cast<std::uint32_t>(segments); ++s) {
            const std::uint32_t at = first + 2 * s;
            face(at, at + 2, at + 3);
            face(at, at + 3, at + 1);
        }
    }
}

void MeshBuilder::cylinder(V3 base, float radius, float height, int segments) {
    const std::array<V2, 3> profile{{{radius, 0.0F}, {radius, height}, {0.0F, height}}};
    lathe(base, profile, segments);
}

void MeshBuilder::cone(V3 base, float radius, float height, int segments) {
    const std::array<V2, 2> profile{{{radius, 0.0F}, {0.0F, height}}};
    lathe(base, profile, segments);
}

void MeshBuilder::ellipsoid(V3 centre, V3 radius, int segments) {
    grid(segments,
         std::max(3, segments / 2 + 1),
         [&](float u, float v) {
             const float azimuth = 2.0F * kPi * u;
             const float elevation = kPi * (v - 0.5F);
             return centre + V3{radius.x * std::cos(azimuth) * std::cos(elevation),
                                radius.y * std::sin(azimuth) * std::cos(elevation),
                                radius.z * std::sin(elevation)};
         },
         {radius.x * 6.0F, radius.z * 3.0F});
}

void MeshBuilder::tube(std::span<const V3> path, float radius, int segments) {
    const std::vector<float> same(path.size(), radius);
    tube(path, same, segments);
}

void MeshBuilder::tube(std::span<const V3> path, std::span<const float> radius, int segments) {
    const auto first = static_cast<std::uint32_t>(mesh_.vertices.size());
    float along = 0.0F;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const V3 ahead = path[std::min(i + 1, path.size() - 1)] - path[i > 0 ? i - 1 : 0];
        const V3 forward = normalized(ahead);
        const V3 helper = std::abs(forward.z) < 0.9F ? V3{0.0F, 0.0F, 1.0F} : V3{1.0F, 0.0F, 0.0F};
        const V3 side = normalized(cross(forward, helper));
        const V3 up = cross(side, forward);
        along += i > 0 ? length(path[i] - path[i - 1]) : 0.0F;
        for (int s = 0; s <= segments; ++s) {
            const float share = static_cast<float>(s) / static_cast<float>(segments);
            const float angle = -2.0F * kPi * share;
            const V3 out = side * std::cos(angle) + up * std::sin(angle);
            vertex(path[i] + out * radius[i], out, {share * 6.0F * radius[i], along});
        }
    }
    const auto stride = static_cast<std::uint32_t>(segments + 1);
    for (std::uint32_t i = 0; i + 1 < path.size(); ++i) {
        for (std::uint32_t s = 0; s + 1 < stride; ++s) {
            const std::uint32_t at = first + i * stride + s;
            face(at, at + 1, at + stride + 1);
            face(at, at + stride + 1, at + stride);
        }
    }
}

void MeshBuilder::grid(int columns,
                       int rows,
                       const std::function<V3(float, float)>& position,
                       V2 metres) {
    const auto first = static_cast<std::uint32_t>(mesh_.vertices.size());
    constexpr float kStep = 0.01F;
    for (int row = 0; row <= rows; ++row) {
        const float v = static_cast<float>(row) / static_cast<float>(rows);
        for (int column = 0; column <= columns; ++column) {
            const float u = static_cast<float>(column) / static_cast<float>(columns);
            const float u0 = std::max(0.0F, u - kStep);
            const float v0 = std::max(kStep, v - kStep); // away from collapsed edges
            const float v1 = std::min(1.0F - kStep, v + kStep);
            const V3 along_u =
                position(std::min(1.0F, u0 + 2 * kStep), std::clamp(v, kStep, 1.0F - kStep)) -
                position(u0, std::clamp(v, kStep, 1.0F - kStep));
            const V3 along_v = position(u, std::max(v1, v0 + kStep)) - position(u, v0);
            vertex(position(u, v), cross(along_u, along_v), {u * metres.x, v * metres.y});
        }
    }
    const auto stride = static_cast<std::uint32_t>(columns + 1);
    for (std::uint32_t row = 0; row < static_cast<std::uint32_t>(rows); ++row) {
        for (std::uint32_t column = 0; column + 1 < stride; ++column) {
            const std::uint32_t at = first + row * stride + column;
            face(at, at + 1, at + stride + 1);
            face(at, at + stride + 1, at + stride);
        }
    }
}

void MeshBuilder::extrude(std::span<const V2> outline, float y, float depth) {
    // A fan from the first corner: outlines are convex or seen from their first corner.
    const auto at = [&](std::size_t i, float offset) {
        return V3{outline[i].x, y + offset, outline[i].y};
    };
    for (std::size_t i = 1; i + 1 < outline.size(); ++i) {
        triangle(at(0, 0.0F), at(i, 0.0F), at(i + 1, 0.0F));
        triangle(at(0, depth), at(i + 1, depth), at(i, depth));
    }
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const std::size_t next = (i + 1) % outline.size();
        quad(at(next, 0.0F), at(i, 0.0F), at(i, depth), at(next, depth));
    }
}

} // namespace vr360::sample
