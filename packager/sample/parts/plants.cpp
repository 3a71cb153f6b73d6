#include "packager/sample/parts/plants.h"

#include "packager/sample/render/random.h"

#include <array>
#include <mutex>

namespace vr360::sample {

namespace {

/// One leaf, or a small spray of them: a kite of two triangles, the second folded a little.
void leaf(Mesh& mesh,
          V3 at,
          V3 along,
          V3 side,
          float length_m,
          float width,
          MaterialId material,
          float openness,
          V3 normal_hint) {
    const V3 across = side * (0.5F * width);
    const V3 tip = at + along * length_m;
    const V3 middle = at + along * (0.45F * length_m);
    V3 normal = normalized(cross(along, side));
    if (dot(normal, normal_hint) < 0.0F) {
        normal = -normal;
    }
    // Crowns look soft when leaves also share the crown's own direction.
    normal = normalized(normal * 0.6F + normal_hint * 0.7F);
    const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
    mesh.vertices.push_back({at, normal, {0.0F, 0.0F}, openness});
    mesh.vertices.push_back({middle + across, normal, {0.5F, 0.45F}, openness});
    mesh.vertices.push_back({tip, normal, {0.0F, 1.0F}, openness});
    mesh.vertices.push_back({middle - across, normal, {-0.5F, 0.45F}, openness});
    mesh.indices.insert(mesh.indices.end(),
                        {first, first + 1, first + 2, first, first + 2, first + 3});
    mesh.faces.push_back({material, 0});
    mesh.faces.push_back({material, 0});
}

V3 anyDirection(Random& random) {
    const float z = random.between(-1.0F, 1.0F);
    const float turn = random.between(0.0F, 2.0F * kPi);
    const float flat = std::sqrt(1.0F - z * z);
    return {flat * std::cos(turn), flat * std::sin(turn), z};
}

V3 sidewaysTo(V3 d) {
    const V3 helper = std::abs(d.z) < 0.9F ? V3{0.0F, 0.0F, 1.0F} : V3{1.0F, 0.0F, 0.0F};
    return normalized(cross(d, helper));
}

void limb(MeshBuilder& b, V3 from, V3 to, float r0, float r1, Random& random, int segments = 6) {
    const V3 middle =
        mix(from, to, 0.5F) + V3{random.between(-1.0F, 1.0F), random.between(-1.0F, 1.0F), 0.3F} *
                                  (0.07F * length(to - from));
    const std::array<V3, 3> path{from, middle, to};
    const std::array<float, 3> radius{r0, 0.5F * (r0 + r1), r1};
    b.tube(path, radius, segments);
}

struct Puff {
    V3 centre;
    V3 radius;
    int leaves = 0;
    float leaf_length = 0.22F;
    float leaf_width = 0.12F;
    float droop = 0.0F;
    float flowers = 0.0F; ///< share
    MaterialId leaf_material = MaterialId::kLeaf;
    MaterialId flower_material = MaterialId::kRedBlossom;
};

/// A cloud of leaves, most of them near its skin.
void puff(Mesh& mesh, const Puff& p, V3 crown_centre, float crown_radius, Random& random) {
    for (int i = 0; i < p.leaves; ++i) {
        const V3 d = anyDirection(random);
        const float r = std::cbrt(random.between(0.25F, 1.0F));
        const V3 at = p.centre + d * p.radius * r;
        V3 along = normalized(anyDirection(random) * 0.8F + d * 0.7F - V3{0.0F, 0.0F, p.droop});
        const V3 side = normalized(sidewaysTo(along) + anyDirection(random) * 0.7F);
        const float size = random.between(0.7F, 1.3F);
        // Inside and underneath the crown it is darker.
        const V3 out = (at - crown_centre) * (1.0F / crown_radius);
        const float open = clamp01(0.22F + 0.42F * r * r + 0.42F * out.z + 0.18F * length(out));
        const bool flower = random.chance(p.flowers * clamp01(0.35F + 0.9F * d.z + 0.3F));
        leaf(mesh,
             at,
             along,
             side,
             p.leaf_length * size * (flower ? 0.8F : 1.0F),
             p.leaf_width * size * (flower ? 1.3F : 1.0F),
             flower ? p.flower_material : p.leaf_material,
             open,
             normalized(out + V3{0.0F, 0.0F, 0.25F}));
    }
}

/// A quarter of the leaves, twice as large.
void thin(Puff& p, bool coarse) {
    if (coarse) {
        p.leaves /= 4;
        p.leaf_length *= 1.9F;
        p.leaf_width *= 1.9F;
    }
}

Mesh crowned(Random& random,
             float height,
             float spread,
             float trunk,
             int puffs,
             Puff like,
             MaterialId bark,
             float flatness = 0.75F) {
    MeshBuilder b;
    b.material = bark;
    const float fork = height * random.between(0.3F, 0.4F);
    const V3 top{random.between(-0.3F, 0.3F), random.between(-0.3F, 0.3F), fork};
    limb(b, {0.0F, 0.0F, -0.2F}, top, trunk * 1.25F, trunk * 0.85F, random, 9);
    const V3 centre{top.x, top.y, height * 0.68F};
    const float radius = spread;
    std::vector<Puff> all;
    for (int i = 0; i < puffs; ++i) {
        const float turn =
            2.0F * kPi * (static_cast<float>(i) * 0.381966F + 0.1F * random.uniform());
        const float share = std::sqrt((static_cast<float>(i) + 0.5F) / static_cast<float>(puffs));
        const float out = spread * 0.74F * share;
        Puff p = like;
        p.centre = centre + V3{out * std::cos(turn),
                               out * std::sin(turn),
                               flatness * spread *
                                   (0.55F * (1.0F - share) * random.between(0.4F, 1.2F) - 0.12F +
                                    random.between(-0.25F, 0.2F))};
        const float r = spread * random.between(0.32F, 0.46F);
        p.radius = {r, r, r * random.between(0.6F, 0.8F)};
        all.push_back(p);
        limb(b,
             mix({0.0F, 0.0F, fork * 0.6F}, top, random.uniform()),
             p.centre,
             trunk * 0.5F,
             trunk * 0.1F,
             random);
    }
    Mesh mesh = b.take();
    for (Vertex& v : mesh.vertices) {
        v.openness = mix(0.75F, 0.35F, smoothstep(fork * 0.7F, height * 0.7F, v.position.z));
    }
    for (const Puff& p : all) {
        puff(mesh, p, centre, radius, random);
    }
    return mesh;
}

Mesh willow(Random& random, bool coarse) {
    const int strands = coarse ? 11 : 26;
    const float step = coarse ? 0.36F : 0.19F;
    const float leaf_length = coarse ? 0.42F : 0.24F;
    const float leaf_width = coarse ? 0.13F : 0.055F;
    MeshBuilder b;
    b.material = MaterialId::kBark;
    const V3 top{random.between(-0.4F, 0.4F), random.between(-0.4F, 0.4F), 3.4F};
    limb(b, {0.0F, 0.0F, -0.2F}, top, 0.26F, 0.16F, random, 9);
    std::vector<V3> tips;
    for (int i = 0; i < 16; ++i) {
        const float turn = 2.0F * kPi * static_cast<float>(i) * 0.381966F;
        const float out = random.between(0.6F, 2.7F);
        const V3 tip = top + V3{out * std::cos(turn),
                                out * std::sin(turn),
                                1.9F - 0.3F * out + random.between(-0.3F, 0.5F)};
        limb(b, mix(V3{0.0F, 0.0F, 2.2F}, top, random.uniform()), tip, 0.09F, 0.02F, random, 5);
        tips.push_back(tip);
    }
    Mesh mesh = b.take();
    for (Vertex& v : mesh.vertices) {
        v.openness = 0.55F;
    }
    for (const V3 tip : tips) {
        for (int strand = 0; strand < strands; ++strand) {
            V3 at = tip + anyDirection(random) * V3{1.0F, 1.0F, 0.55F};
            const V3 sway{random.between(-0.06F, 0.06F), random.between(-0.06F, 0.06F), 0.0F};
            const float reach = random.between(1.2F, 4.4F);
            for (float down = 0.0F; down < reach && at.z > 0.7F; down += step) {
                at += V3{sway.x, sway.y, -step};
                const V3 out = normalized(V3{at.x, at.y, 0.4F});
                const V3 along =
                    normalized(V3{random.between(-0.5F, 0.5F), random.between(-0.5F, 0.5F), -1.0F});
                const float open = clamp01(0.35F + 0.16F * length(V2{at.x, at.y}) + 0.03F * at.z);
                leaf(mesh,
                     at,
                     along,
                     sidewaysTo(along),
                     leaf_length,
                     leaf_width,
                     MaterialId::kWillowLeaf,
                     open,
                     out);
            }
        }
    }
    return mesh;
}

void frond(Mesh& mesh,
           V3 from,
           float turn,
           float length_m,
           float rise,
           float droop,
           float leaf_length,
           Random& random) {
    const V3 out{std::cos(turn), std::sin(turn), 0.0F};
    const V3 side{-out.y, out.x, 0.0F};
    constexpr int kSteps = 22;
    V3 at = from;
    for (int i = 1; i <= kSteps; ++i) {
        const float s = static_cast<float>(i) / kSteps;
        const V3 next = from + out * (length_m * s) + V3{0.0F, 0.0F, rise * s - droop * s * s};
        const V3 along = normalized(next - at);
        const float size = leaf_length * std::sin(kPi * (0.12F + 0.84F * s));
        for (const float hand : {-1.0F, 1.0F}) {
            const V3 d = normalized(side * hand + along * 0.55F +
                                    V3{0.0F, 0.0F, -0.25F - 0.2F * random.uniform()});
            leaf(mesh,
                 at,
                 d,
                 normalized(cross(d, {0.0F, 0.0F, 1.0F})),
                 size,
                 0.06F + 0.02F * leaf_length,
                 MaterialId::kPalmLeaf,
                 0.55F + 0.3F * s,
                 {0.2F * out.x, 0.2F * out.y, 0.9F});
        }
        at = next;
    }
}

Mesh palm(Random& random, float height, float trunk, int fronds, float reach) {
    MeshBuilder b;
    b.material = MaterialId::kPaleBark;
    const V3 lean{random.between(-0.3F, 0.3F), random.between(-0.3F, 0.3F), height};
    const std::array<V3, 3> path{
        V3{0.0F, 0.0F, -0.1F}, V3{lean.x * 0.3F, lean.y * 0.3F, height * 0.5F}, lean};
    const std::array<float, 3> radius{trunk * 1.2F, trunk, trunk * 0.8F};
    b.tube(path, radius, 9);
    b.material = MaterialId::kBamboo;
    const std::array<V3, 2> sheath{lean, lean + V3{0.0F, 0.0F, 0.7F}};
    const std::array<float, 2> narrow{trunk * 0.95F, trunk * 0.5F};
    b.tube(sheath, narrow, 8);
    Mesh mesh = b.take();
    for (int i = 0; i < fronds; ++i) {
        const float turn = 2.0F * kPi * (static_cast<float>(i) * 0.381966F);
        const float share = static_cast<float>(i) / static_cast<float>(fronds);
        frond(mesh,
              lean + V3{0.0F, 0.0F, 0.55F},
              turn,
              reach * random.between(0.85F, 1.1F),
              reach * mix(0.15F, 0.85F, share),
              reach * random.between(0.6F, 0.85F),
              reach * 0.3F,
              random);
    }
    return mesh;
}

Mesh bamboo(Random& random) {
    MeshBuilder b;
    b.material = MaterialId::kBamboo;
    std::vector<V3> tips;
    std::vector<V3> bases;
    for (int i = 0; i < 22; ++i) {
        const V3 base{random.between(-0.9F, 0.9F), random.between(-0.9F, 0.9F), -0.1F};
        const float height = random.between(5.0F, 8.5F);
        const V3 tip{
            base.x * random.between(1.5F, 3.2F), base.y * random.between(1.5F, 3.2F), height};
        const V3 middle{base.x * 1.15F, base.y * 1.15F, height * 0.6F};
        const std::array<V3, 3> path{base, middle, tip};
        const std::array<float, 3> radius{0.05F, 0.042F, 0.012F};
        b.tube(path, radius, 6);
        tips.push_back(tip);
        bases.push_back(middle);
    }
    Mesh mesh = b.take();
    for (std::size_t i = 0; i < tips.size(); ++i) {
        for (int k = 0; k < 170; ++k) {
            const float s = std::sqrt(random.uniform());
            const V3 at = mix(mix(bases[i], V3{bases[i].x, bases[i].y, 1.5F}, 0.4F), tips[i], s) +
                          anyDirection(random) * V3{0.7F, 0.7F, 0.3F};
            const V3 along = normalized(anyDirection(random) + V3{0.0F, 0.0F, -0.9F});
            leaf(mesh,
                 at,
                 along,
                 sidewaysTo(along),
                 0.26F,
                 0.05F,
                 MaterialId::kLeaf,
                 0.4F + 0.4F * s,
                 normalized(V3{at.x, at.y, 2.0F}));
        }
    }
    return mesh;
}

Mesh pine(Random& random) {
    MeshBuilder b;
    b.material = MaterialId::kBark;
    limb(b, {0.0F, 0.0F, -0.2F}, {0.2F, 0.0F, 9.0F}, 0.24F, 0.05F, random, 8);
    Mesh mesh = b.take();
    for (int i = 0; i < 3600; ++i) {
        const float z = random.between(1.6F, 9.4F);
        const float layer = 0.75F + 0.25F * std::sin(z * 4.2F);
        const float r = layer * 2.3F * (1.0F - z / 9.9F) * std::sqrt(random.uniform());
        const float turn = random.between(0.0F, 2.0F * kPi);
        const V3 out{std::cos(turn), std::sin(turn), 0.0F};
        const V3 along = normalized(out + anyDirection(random) * 0.7F + V3{0.0F, 0.0F, 0.2F});
        leaf(mesh,
             out * r + V3{0.0F, 0.0F, z},
             along,
             sidewaysTo(along),
             0.3F,
             0.05F,
             MaterialId::kDarkLeaf,
             0.35F + 0.5F * r / 2.3F,
             normalized(out + V3{0.0F, 0.0F, 0.6F}));
    }
    return mesh;
}

Mesh peach(Random& random) {
    MeshBuilder b;
    b.material = MaterialId::kBark;
    const V3 fork{0.05F, 0.0F, 0.45F};
    limb(b, {0.0F, 0.0F, -0.1F}, fork, 0.08F, 0.065F, random, 7);
    struct Twig {
        V3 from;
        V3 to;
    };
    std::vector<Twig> twigs;
    for (int i = 0; i < 8; ++i) {
        const float turn =
            2.0F * kPi * (static_cast<float>(i) * 0.381966F + 0.1F * random.uniform());
        const V3 out{std::cos(turn), std::sin(turn), 0.0F};
        const V3 elbow =
            fork + out * random.between(0.3F, 0.6F) + V3{0.0F, 0.0F, random.between(0.3F, 0.8F)};
        limb(b, fork, elbow, 0.05F, 0.028F, random, 5);
        for (int k = 0; k < 7; ++k) {
            const V3 tip = elbow + out * random.between(0.0F, 0.5F) +
                           V3{random.between(-0.4F, 0.4F),
                              random.between(-0.4F, 0.4F),
                              random.between(0.3F, 0.95F)};
            limb(b, elbow, tip, 0.02F, 0.006F, random, 4);
            twigs.push_back({elbow, tip});
        }
    }
    Mesh mesh = b.take();
    for (const Twig& twig : twigs) {
        for (int i = 0; i < 17; ++i) {
            const V3 at = mix(twig.from, twig.to, random.between(0.15F, 1.0F)) +
                          anyDirection(random) * 0.035F;
            const V3 facing = anyDirection(random);
            const bool bud = random.chance(0.13F);
            // A flower of three overlapping kites reads as five petals from where visitors stand.
            for (int petal = 0; petal < (bud ? 1 : 3); ++petal) {
                const V3 along = normalized(
                    sidewaysTo(facing) * std::cos(2.1F * static_cast<float>(petal)) +
                    cross(facing, sidewaysTo(facing)) * std::sin(2.1F * static_cast<float>(petal)) +
                    facing * 0.3F);
                leaf(mesh,
                     at,
                     along,
                     normalized(cross(along, facing)),
                     bud ? 0.07F : 0.05F,
                     bud ? 0.02F : 0.055F,
                     bud ? MaterialId::kLeaf : MaterialId::kPeachBlossom,
                     0.8F,
                     V3{0.0F, 0.0F, 1.0F});
            }
        }
    }
    return mesh;
}

void pot(MeshBuilder& b, float radius, float height, MaterialId material) {
    b.material = material;
    const std::array<V2, 6> profile{{{radius * 0.7F, 0.0F},
                                     {radius * 1.02F, height * 0.6F},
                                     {radius, height * 0.85F},
                                     {radius * 1.12F, height * 0.9F},
                                     {radius * 1.12F, height},
                                     {radius * 0.9F, height}}};
    b.lathe({}, profile, 14);
    b.material = MaterialId::kEarth;
    const std::array<V2, 2> soil{{{radius * 0.95F, height * 0.94F}, {0.0F, height * 0.96F}}};
    b.lathe({}, soil, 10);
}

Mesh kumquat(Random& random, bool potted) {
    MeshBuilder b;
    const float base = potted ? 0.45F : 0.0F;
    if (potted) {
        pot(b,
            0.3F,
            base,
            random.chance(0.5F) ? MaterialId::kTerracotta : MaterialId::kCeramicBlue);
    }
    b.material = MaterialId::kBark;
    limb(b, {0.0F, 0.0F, base - 0.05F}, {0.0F, 0.0F, base + 0.6F}, 0.035F, 0.02F, random, 6);
    const auto radiusAt = [](float s) {
        return 0.52F * std::pow(1.0F - s, 0.75F) * (0.55F + 0.9F * std::min(s * 3.0F, 0.5F));
    };
    b.material = MaterialId::kKumquat;
    for (int i = 0; i < 90; ++i) {
        const float s = random.between(0.03F, 0.92F);
        const float turn = random.between(0.0F, 2.0F * kPi);
        const float r = radiusAt(s) * random.between(0.92F, 1.08F);
        b.ellipsoid({r * std::cos(turn), r * std::sin(turn), base + 0.2F + 1.35F * s},
                    {0.024F, 0.024F, 0.028F},
                    6);
    }
    Mesh mesh = b.take();
    for (int i = 0; i < 1500; ++i) {
        const float s = random.between(0.0F, 1.0F);
        const float turn = random.between(0.0F, 2.0F * kPi);
        const float share = std::sqrt(random.between(0.35F, 1.0F));
        const V3 out{std::cos(turn), std::sin(turn), 0.25F};
        const V3 at = out * (radiusAt(s) * share) + V3{0.0F, 0.0F, base + 0.15F + 1.4F * s};
        const V3 along = normalized(out + anyDirection(random) * 0.9F);
        leaf(mesh,
             at,
             along,
             sidewaysTo(along),
             0.075F,
             0.035F,
             MaterialId::kDarkLeaf,
             0.3F + 0.6F * share * share,
             normalized(out));
    }
    return mesh;
}

Mesh frangipani(Random& random, bool coarse) {
    Puff like;
    like.leaves = 240;
    like.leaf_length = 0.3F;
    like.leaf_width = 0.085F;
    like.flowers = 0.16F;
    like.flower_material = MaterialId::kWhiteBlossom;
    thin(like, coarse);
    return crowned(random, 4.6F, 2.4F, 0.16F, 9, like, MaterialId::kPaleBark, 0.6F);
}

Mesh ball(Random& random,
          float radius,
          float height,
          int leaves,
          float size,
          float flowers,
          MaterialId blossom,
          bool potted) {
    MeshBuilder b;
    float base = 0.0F;
    if (potted) {
        base = 0.38F;
        pot(b,
            0.26F,
            base,
            random.chance(0.5F) ? MaterialId::kTerracotta : MaterialId::kCeramicBlue);
    }
    Mesh mesh = b.take();
    Puff p;
    p.centre = {0.0F, 0.0F, base + height * 0.5F};
    p.radius = {radius, radius, height * 0.5F};
    p.leaves = leaves;
    p.leaf_length = size;
    p.leaf_width = size * 0.5F;
    p.flowers = flowers;
    p.flower_material = blossom;
    puff(mesh, p, {0.0F, 0.0F, base + 0.35F * height}, std::max(radius, height * 0.6F), random);
    return mesh;
}

Mesh bonsai(Random& random) {
    MeshBuilder b;
    b.material = MaterialId::kStone;
    b.box({0.0F, 0.0F, 0.0F}, {0.7F, 0.45F, 0.55F});
    b.material = MaterialId::kTerracotta;
    b.box({0.0F, 0.0F, 0.55F}, {0.62F, 0.38F, 0.14F});
    b.material = MaterialId::kBark;
    const std::array<V3, 5> path{V3{0.0F, 0.0F, 0.65F},
                                 V3{0.13F, 0.0F, 0.85F},
                                 V3{-0.06F, 0.05F, 1.05F},
                                 V3{0.1F, 0.0F, 1.25F},
                                 V3{0.02F, 0.0F, 1.4F}};
    const std::array<float, 5> radius{0.06F, 0.05F, 0.042F, 0.03F, 0.015F};
    b.tube(path, radius, 7);
    Mesh mesh = b.take();
    for (const V3 at : {V3{0.3F, 0.0F, 1.0F}, V3{-0.28F, 0.05F, 1.2F}, V3{0.05F, 0.0F, 1.5F}}) {
        Puff p;
        p.centre = at;
        p.radius = {0.26F, 0.24F, 0.1F};
        p.leaves = 420;
        p.leaf_length = 0.06F;
        p.leaf_width = 0.03F;
        p.leaf_material = MaterialId::kDarkLeaf;
        puff(mesh, p, at - V3{0.0F, 0.0F, 0.1F}, 0.3F, random);
    }
    return mesh;
}

void append(Mesh& to, const Mesh& from, const Transform& place) {
    const auto first = static_cast<std::uint32_t>(to.vertices.size());
    for (Vertex v : from.vertices) {
        v.position = place.point(v.position);
        v.normal = normalized(place.direction(v.normal));
        to.vertices.push_back(v);
    }
    for (const std::uint32_t i : from.indices) {
        to.indices.push_back(first + i);
    }
    to.faces.insert(to.faces.end(), from.faces.begin(), from.faces.end());
}

Mesh lotusLeaf(Random& random, int variant, bool coarse) {
    MeshBuilder b(10.0F);
    const float height = variant == 0 ? 0.03F : random.between(0.35F, 0.75F);
    const float radius = random.between(0.26F, 0.36F);
    const float lean = variant == 0 ? 0.0F : random.between(-0.18F, 0.18F);
    if (variant != 0) {
        b.material = MaterialId::kBamboo;
        const std::array<V3, 2> stalk{V3{0.0F, 0.0F, -0.1F}, V3{0.05F, 0.0F, height}};
        b.tube(stalk, 0.012F, 4);
    }
    b.material = MaterialId::kLotusLeaf;
    b.grid(coarse ? 8 : 14,
           coarse ? 1 : 3,
           [&](float u, float v) {
               const float turn = 2.0F * kPi * u;
               const float wave = 1.0F + 0.06F * std::sin(5.0F * turn);
               const float r = radius * v * wave;
               const float cup =
                   variant == 0 ? 0.01F : 0.16F * v * v - 0.03F * v * std::sin(3.0F * turn);
               return V3{r * std::cos(turn),
                         r * std::sin(turn),
                         height + cup + lean * r * std::cos(turn)};
           },
           {1.0F, 1.0F});
    return b.take();
}

Mesh lotusPatch(Random& random, bool coarse) {
    constexpr int kLeaves = 16;
    Mesh mesh;
    for (int i = 0; i < kLeaves; ++i) {
        const float away = 1.75F * std::sqrt((static_cast<float>(i) + random.uniform()) / kLeaves);
        const float turn = 2.4F * static_cast<float>(i) + random.between(-0.4F, 0.4F);
        const int kind = random.chance(0.35F) ? 0 : 1;
        append(mesh,
               lotusLeaf(random, kind, coarse),
               placed({away * std::cos(turn), away * std::sin(turn), 0.0F},
                      random.between(0.0F, 2.0F * kPi),
                      random.between(1.0F, 1.7F)));
    }
    return mesh;
}

Mesh lotusFlower(Random& random, int variant) {
    MeshBuilder b;
    const float height = random.between(0.6F, 0.95F);
    b.material = MaterialId::kBamboo;
    const std::array<V3, 2> stalk{V3{0.0F, 0.0F, -0.1F}, V3{0.0F, 0.0F, height}};
    b.tube(stalk, 0.012F, 4);
    b.material = MaterialId::kYellowBlossom;
    b.cylinder({0.0F, 0.0F, height + 0.02F}, 0.03F, 0.04F, 8);
    Mesh mesh = b.take();
    const float spread = variant == 0   ? 0.25F
                         : variant == 1 ? 0.75F
                                        : 1.05F; // bud, half open, open
    for (int ring = 0; ring < 3; ++ring) {
        const int petals = 7;
        for (int i = 0; i < petals; ++i) {
            const float turn =
                2.0F * kPi * (static_cast<float>(i) + 0.33F * static_cast<float>(ring)) / petals;
            const float lean = spread * (0.45F + 0.3F * static_cast<float>(ring));
            const V3 out{std::cos(turn), std::sin(turn), 0.0F};
            const V3 along = normalized(out * lean + V3{0.0F, 0.0F, 1.0F});
            leaf(mesh,
                 V3{0.0F, 0.0F, height} + out * 0.02F,
                 along,
                 {-out.y, out.x, 0.0F},
                 0.17F,
                 0.085F,
                 MaterialId::kLotusFlower,
                 0.85F,
                 normalized(out + V3{0.0F, 0.0F, 0.8F}));
        }
    }
    return mesh;
}

Mesh banyan(Random& random, bool coarse) {
    Puff like;
    like.leaves = 620;
    like.leaf_length = 0.26F;
    like.leaf_width = 0.15F;
    like.leaf_material = MaterialId::kDarkLeaf;
    thin(like, coarse);
    Mesh mesh = crowned(random, 12.0F, 7.2F, 0.75F, 24, like, MaterialId::kBark, 0.7F);
    MeshBuilder b;
    b.material = MaterialId::kBark;
    for (int i = 0; i < 34; ++i) {
        const float turn = random.between(0.0F, 2.0F * kPi);
        const float out = i < 16 ? random.between(0.5F, 1.1F) : random.between(1.2F, 4.5F);
        const V3 foot{out * std::cos(turn),
                      out * std::sin(turn),
                      i < 16 ? -0.1F : random.between(0.2F, 2.5F)};
        const V3 head{foot.x * 0.8F, foot.y * 0.8F, random.between(3.5F, 6.5F)};
        limb(b, foot, head, i < 16 ? 0.17F : 0.025F, i < 16 ? 0.1F : 0.03F, random, 5);
    }
    Mesh roots = b.take();
    for (Vertex& v : roots.vertices) {
        v.openness = 0.5F;
    }
    append(mesh, roots, {});
    return mesh;
}

Mesh grow(Plant kind, int variant, bool coarse) {
    Random random(
        hash(static_cast<std::uint32_t>(kind) * 31U + 7U, static_cast<std::uint32_t>(variant)));
    Puff like;
    switch (kind) {
    case Plant::kBroad:
        like.leaves = 520;
        like.leaf_length = 0.24F;
        like.leaf_width = 0.13F;
        like.leaf_material = variant == 1 ? MaterialId::kDarkLeaf : MaterialId::kLeaf;
        thin(like, coarse);
        return crowned(random,
                       random.between(8.0F, 10.0F),
                       random.between(3.4F, 4.2F),
                       0.26F,
                       18,
                       like,
                       MaterialId::kBark,
                       1.0F);
    case Plant::kBanyan:
        return banyan(random, coarse);
    case Plant::kWillow:
        return willow(random, coarse);
    case Plant::kFlame:
        like.leaves = 560;
        like.leaf_length = 0.2F;
        like.leaf_width = 0.1F;
        like.flowers = 0.42F;
        thin(like, coarse);
        return crowned(random, 7.5F, 4.6F, 0.26F, 16, like, MaterialId::kPaleBark, 0.5F);
    case Plant::kFrangipani:
        return frangipani(random, coarse);
    case Plant::kAreca:
        return palm(random, random.between(5.5F, 8.0F), 0.085F, 11, 1.7F);
    case Plant::kRoyalPalm:
        return palm(random, random.between(7.0F, 8.5F), 0.24F, 17, 2.8F);
    case Plant::kBamboo:
        return bamboo(random);
    case Plant::kPine:
        return pine(random);
    case Plant::kPeach:
        return peach(random);
    case Plant::kKumquat:
        return kumquat(random, variant != 2);
    case Plant::kShrub:
        return ball(random, 0.6F, 0.9F, 900, 0.13F, 0.05F, MaterialId::kYellowBlossom, false);
    case Plant::kHedgeBall:
        return ball(random, 0.55F, 0.95F, 2200, 0.07F, 0.0F, MaterialId::kRedBlossom, false);
    case Plant::kFlowerPot:
        return ball(random,
                    0.34F,
                    0.45F,
                    520,
                    0.085F,
                    0.75F,
                    variant == 0   ? MaterialId::kYellowBlossom
                    : variant == 1 ? MaterialId::kRedBlossom
                                   : MaterialId::kLotusFlower,
                    true);
    case Plant::kBonsai:
        return bonsai(random);
    case Plant::kLotusLeaf:
        return lotusLeaf(random, variant, coarse);
    case Plant::kLotusPatch:
        return lotusPatch(random, coarse);
    case Plant::kLotusFlower:
        return lotusFlower(random, variant);
    case Plant::kFarTree:
        like.leaves = 60;
        like.leaf_length = 0.9F;
        like.leaf_width = 0.6F;
        like.leaf_material = variant == 1 ? MaterialId::kDarkLeaf : MaterialId::kLeaf;
        return crowned(random,
                       random.between(8.0F, 11.0F),
                       random.between(3.6F, 4.6F),
                       0.3F,
                       9,
                       like,
                       MaterialId::kBark,
                       1.0F);
    case Plant::kCount:
        break;
    }
    return {};
}

} // namespace

ModelPtr plant(Plant kind, int variant, bool coarse) {
    static std::mutex mutex;
    static std::array<ModelPtr, static_cast<std::size_t>(Plant::kCount) * kPlantVariants * 2> grown;
    variant = ((variant % kPlantVariants) + kPlantVariants) % kPlantVariants;
    const std::size_t index =
        (static_cast<std::size_t>(kind) * kPlantVariants + static_cast<std::size_t>(variant)) * 2;
    ModelPtr& slot = grown[index + (coarse ? 1 : 0)];
    const std::lock_guard lock(mutex);
    if (slot == nullptr) {
        slot = std::make_shared<const Model>(makeModel(grow(kind, variant, coarse)));
    }
    return slot;
}

} // namespace vr360::sample
