#include "packager/sample/parts/roofs.h"

#include <array>

namespace vr360::sample {

namespace {

/// Height share at distance t from the eaves (0) to the ridge (1): hollow, steeper at the top.
float hollow(float t, float sag) {
    return mix(t, t * t, 0.55F * sag);
}

/// One point of the long slopes (`front`) or the short ones, s along the eave −1…1, t up the slope
/// 0…1.
V3 slopePoint(const RoofShape& r, bool front, float sign, float s, float t) {
    const float half_width = 0.5F * r.width;
    const float half_depth = 0.5F * r.depth;
    const float half_ridge = 0.5F * r.ridge;
    const float away = 1.0F - t;
    const float turned =
        r.gable ? 0.35F * std::pow(std::abs(s), 4.0F) : std::pow(std::abs(s), 5.0F);
    const float lift = r.corner * turned * away * away;
    const float out = 1.0F + 0.03F * turned * away * (r.gable ? 0.0F : 1.0F);
    const float z = r.rise * hollow(t, r.sag) + lift;
    if (front) {
        const float x = s * mix(half_width, half_ridge, t) * out;
        return r.centre + V3{sign * x, -sign * half_depth * away * out, z};
    }
    const float y = s * half_depth * away * out;
    return r.centre + V3{sign * mix(half_width, half_ridge, t) * out, sign * y, z};
}

void addSlope(MeshBuilder& b, const RoofShape& r, bool front, float sign) {
    const float span = front ? r.width : r.depth;
    const float run = front ? 0.5F * r.depth : 0.5F * (r.width - r.ridge);
    const float up = std::sqrt(run * run + r.rise * r.rise);
    const int columns = std::clamp(static_cast<int>(span * 2.0F), 12, 48);
    constexpr int kRows = 12;
    b.material = r.tiles;
    b.grid(columns,
           kRows,
           [&](float u, float v) { return slopePoint(r, front, sign, 2.0F * u - 1.0F, v); },
           {span, up});
    // Underside: wood, a hand below.
    b.material = MaterialId::kDarkWood;
    b.grid(columns,
           4,
           [&](float u, float v) {
               return slopePoint(r, front, sign, 1.0F - 2.0F * u, v * 0.9F) - V3{0.0F, 0.0F, 0.14F};
           },
           {span, up});
    // The edge between them, a row of tile ends.
    b.material = r.tiles;
    b.grid(columns,
           1,
           [&](float u, float v) {
               return slopePoint(r, front, sign, 2.0F * u - 1.0F, 0.0F) -
                      V3{0.0F, 0.0F, 0.14F * (1.0F - v)};
           },
           {span, 0.14F});
}

/// A moulded ridge along a path, with a cap.
void addRidge(
    MeshBuilder& b, std::span<const V3> path, float half_width, float height, MaterialId material) {
    b.material = material;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        const V3 a = path[i];
        const V3 c = path[i + 1];
        const V3 along = normalized(V3{c.x - a.x, c.y - a.y, 0.0F});
        const V3 side = V3{-along.y, along.x, 0.0F} * half_width;
        const V3 up{0.0F, 0.0F, height};
        const V3 low{0.0F, 0.0F, -0.25F * height};
        b.quad(a - side + low, c - side + low, c - side + up, a - side + up);
        b.quad(c + side + low, a + side + low, a + side + up, c + side + up);
        b.quad(
            a - side * 1.3F + up, c - side * 1.3F + up, c + side * 1.3F + up, a + side * 1.3F + up);
        if (i == 0) {
            b.quad(a + side + low, a - side + low, a - side + up, a + side + up);
        }
        if (i + 2 == path.size()) {
            b.quad(c - side + low, c + side + low, c + side + up, c - side + up);
        }
    }
}

/// A curl, as ridges end in: drawn as a tube that tightens.
void addCurl(MeshBuilder& b, V3 foot, V3 outwards, float size, MaterialId material) {
    b.material = material;
    std::array<V3, 13> path;
    std::array<float, 13> radius;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const float s = static_cast<float>(i) / 12.0F;
        const float angle = mix(-1.2F, 4.2F, s);
        const float r = size * mix(0.55F, 0.16F, s);
        path[i] = foot + outwards * (size * (0.15F + 0.25F * s) + r * std::cos(angle) * 0.8F) +
                  V3{0.0F, 0.0F, size * (0.55F + 0.35F * s) + r * std::sin(angle)};
        radius[i] = size * mix(0.16F, 0.05F, s);
    }
    b.tube(path, radius, 6);
}

void addDragons(MeshBuilder& b, const RoofShape& r) {
    const V3 ridge = r.centre + V3{0.0F, 0.0F, r.rise + 0.35F};
    b.material = MaterialId::kGilt;
    std::array<V2, 14> sun;
    for (std::size_t i = 0; i < sun.size(); ++i) {
        const float angle = 2.0F * kPi * static_cast<float>(i) / static_cast<float>(sun.size());
        const float radius = i % 2 == 0 ? 0.42F : 0.32F;
        sun[i] = {ridge.x + radius * std::cos(angle), ridge.z + 0.42F + radius * std::sin(angle)};
    }
    b.extrude(sun, ridge.y - 0.06F, 0.12F);
    for (const float side : {-1.0F, 1.0F}) {
        std::array<V3, 20> body;
        std::array<float, 20> girth;
        for (std::size_t i = 0; i < body.size(); ++i) {
            const float s = static_cast<float>(i) / 19.0F;
            body[i] = ridge + V3{side * mix(0.75F, 0.44F * r.ridge, s),
                                 0.0F,
                                 0.3F + 0.2F * std::sin(s * 11.0F + 0.6F) + 0.3F * (1.0F - s)};
            girth[i] = mix(0.14F, 0.04F, s);
        }
        girth[0] = 0.1F;
        b.material = MaterialId::kCeramicBlue;
        b.tube(body, girth, 7);
        b.ellipsoid(body[0] + V3{-side * 0.1F, 0.0F, 0.05F}, {0.2F, 0.11F, 0.13F}, 8);
        for (std::size_t i = 2; i + 1 < body.size(); i += 2) {
            b.material = MaterialId::kGilt;
            b.cone(body[i] + V3{0.0F, 0.0F, girth[i] * 0.7F}, 0.06F, 0.2F, 5);
        }
    }
}

} // namespace

void addRoof(MeshBuilder& b, const RoofShape& given) {
    RoofShape r = given;
    if (r.gable) {
        r.ridge = r.width;
    }
    addSlope(b, r, true, 1.0F);
    addSlope(b, r, true, -1.0F);
    if (!r.gable) {
        addSlope(b, r, false, 1.0F);
        addSlope(b, r, false, -1.0F);
    }
    const float half_ridge = 0.5F * r.ridge;
    const V3 top = r.centre + V3{0.0F, 0.0F, r.rise};
    std::array<V3, 9> main;
    for (std::size_t i = 0; i < main.size(); ++i) {
        const float s = static_cast<float>(i) / 4.0F - 1.0F;
        main[i] = top + V3{s * half_ridge, 0.0F, 0.12F * r.corner * s * s * s * s};
    }
    const float size = std::clamp(r.rise * 0.09F, 0.14F, 0.4F);
    addRidge(b, main, size * 0.5F, size * 1.25F, r.trim);
    for (const float side : {-1.0F, 1.0F}) {
        addCurl(b,
                top + V3{side * (half_ridge - size), 0.0F, size},
                {side * 0.3F, 0.0F, 0.0F},
                size * 2.2F,
                r.trim);
        for (const float face : {-1.0F, 1.0F}) {
            std::array<V3, 11> hip;
            for (std::size_t i = 0; i < hip.size(); ++i) {
                const float t = static_cast<float>(i) / 10.0F;
                hip[i] = slopePoint(r, true, -face, -face * side, 1.0F - t);
            }
            addRidge(b, hip, size * 0.36F, size * 0.75F, r.trim);
            if (!r.gable && r.corner > 0.2F) {
                const V3 out = normalized(V3{side * r.width, face * r.depth, 0.0F});
                addCurl(
                    b, hip.back() - out * 0.15F, out, std::max(0.35F, r.corner * 0.55F), r.trim);
            }
        }
    }
    if (r.dragons) {
        addDragons(b, r);
    }
}

void addSpireRoof(MeshBuilder& b,
                  V3 centre,
                  int sides,
                  float radius,
                  float neck,
                  float rise,
                  float corner,
                  MaterialId tiles,
                  float turn) {
    const float step = 2.0F * kPi / static_cast<float>(sides);
    const auto point = [&](int side, float s, float t) {
        const float a0 = turn + step * static_cast<float>(side);
        const V2 from{std::cos(a0), std::sin(a0)};
        const V2 to{std::cos(a0 + step), std::sin(a0 + step)};
        const V2 edge = from + (to - from) * s;
        const float at_corner = std::pow(std::abs(2.0F * s - 1.0F), 5.0F);
        const float away = 1.0F - t;
        const float r = mix(radius, neck, t) * (1.0F + 0.06F * at_corner * away);
        return centre + V3{edge.x * r,
                           edge.y * r,
                           rise * mix(t, t * t, 0.4F) + corner * at_corner * away * away};
    };
    for (int side = 0; side < sides; ++side) {
        b.material = tiles;
        b.grid(10,
               5,
               [&](float u, float v) { return point(side, u, v); },
               {step * radius, radius - neck + rise});
        b.grid(10,
               1,
               [&](float u, float v) {
                   return point(side, u, 0.0F) - V3{0.0F, 0.0F, 0.1F * (1.0F - v)};
               },
               {step * radius, 0.1F});
        b.material = MaterialId::kPlaster;
        b.grid(10,
               1,
               [&](float u, float v) {
                   return point(side, 1.0F - u, v * 0.98F) - V3{0.0F, 0.0F, 0.1F};
               },
               {step * radius, radius - neck});
        std::array<V3, 6> hip;
        for (std::size_t i = 0; i < hip.size(); ++i) {
            hip[i] = point(side, 0.0F, 1.0F - static_cast<float>(i) / 5.0F) + V3{0.0F, 0.0F, 0.03F};
        }
        b.material = tiles;
        b.tube(hip, std::max(0.04F, 0.035F * radius), 5);
    }
}

} // namespace vr360::sample
