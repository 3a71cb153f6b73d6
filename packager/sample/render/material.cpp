#include "packager/sample/render/material.h"

#include "packager/sample/render/random.h"

#include <array>

namespace vr360::sample {

namespace {

enum class Pattern : std::uint8_t {
    kPlain,
    kPlaster,
    kBrick,
    kRoofTile,
    kWood,
    kStone,
    kSlabs,
    kGrass,
    kEarth,
    kAsphalt,
    kLeaf,
    kBark,
    kGlass,
    kFacade,
    kStripes,
    kGlyphs,
    kWeave,
    kFlowers,
    kShutter,
    kBlossom,
};

struct Recipe {
    Pattern pattern = Pattern::kPlain;
    unsigned first = 0xcccccc;
    unsigned second = 0x888888;
    V2 cell{1.0F, 1.0F}; ///< metres
    float gloss = 0.0F;
    float through = 0.0F;
    float glow = 0.0F;
};

/// Colours are decoded once.
struct Material {
    Pattern pattern = Pattern::kPlain;
    Color first;
    Color second;
    V2 cell;
    float gloss = 0.0F;
    float through = 0.0F;
    float glow = 0.0F;
};

Recipe recipe(MaterialId id) {
    using M = MaterialId;
    using P = Pattern;
    switch (id) {
    case M::kPlaster:
        return {P::kPlaster, 0xd9d0bd, 0x9a9079};
    case M::kWhitewash:
        return {P::kPlaster, 0xeeeae0, 0xb9b3a4};
    case M::kOchreWall:
        return {P::kPlaster, 0xe2b558, 0xa87d3a};
    case M::kCreamWall:
        return {P::kPlaster, 0xeadfb9, 0xb5a67d};
    case M::kBlueWall:
        return {P::kPlaster, 0x9dc0cc, 0x6f8a90};
    case M::kPinkWall:
        return {P::kPlaster, 0xdcae9c, 0x9c7467};
    case M::kGreenWall:
        return {P::kPlaster, 0xa9c29a, 0x75886a};
    case M::kGreyWall:
        return {P::kPlaster, 0xb4b3ad, 0x83837f};
    case M::kOldBrick:
        return {P::kBrick, 0xa4593f, 0x8a8072, {0.22F, 0.07F}};
    case M::kRedBrick:
        return {P::kBrick, 0xa8462f, 0x96877a, {0.24F, 0.085F}};
    case M::kRoofTile:
        return {P::kRoofTile, 0x8f5743, 0x553d34, {0.17F, 0.15F}};
    case M::kRoofTileOld:
        return {P::kRoofTile, 0x82503f, 0x4a443b, {0.17F, 0.15F}};
    case M::kGlazedTile:
        return {P::kRoofTile, 0xc07a2c, 0x7c4a22, {0.2F, 0.2F}, 0.08F};
    case M::kSheetMetal:
        return {P::kShutter, 0x8fa0a6, 0x6f7d82, {0.2F, 0.2F}, 0.05F};
    case M::kDarkWood:
        return {P::kWood, 0x6a3a24, 0x3c2217, {0.16F, 1.4F}, 0.02F};
    case M::kRedLacquer:
        return {P::kWood, 0x9c2418, 0x6d150f, {0.3F, 2.0F}, 0.05F};
    case M::kGilt:
        return {P::kPlain, 0xd8a63a, 0xb07f22, {0.1F, 0.1F}, 0.3F};
    case M::kStone:
        return {P::kStone, 0xa39c8e, 0x716c62, {0.6F, 0.35F}};
    case M::kPaleStone:
        return {P::kStone, 0xc9c2b2, 0x9a9485, {0.8F, 0.4F}};
    case M::kDarkStone:
        return {P::kStone, 0x6e6b64, 0x46443f, {0.5F, 0.3F}};
    case M::kConcrete:
        return {P::kPlaster, 0xb6b2a8, 0x8e8b83};
    case M::kMarble:
        return {P::kStone, 0xe6e2d8, 0xc9c4b8, {1.2F, 0.6F}, 0.05F};
    case M::kBark:
        return {P::kBark, 0x6d5a47, 0x3d3127, {0.05F, 0.3F}};
    case M::kPaleBark:
        return {P::kBark, 0x9c9080, 0x665b4d, {0.08F, 0.4F}};
    case M::kLeaf:
        return {P::kLeaf, 0x5c7a38, 0x385528, {}, 0.03F, 0.45F};
    case M::kDarkLeaf:
        return {P::kLeaf, 0x436030, 0x284222, {}, 0.035F, 0.35F};
    case M::kWillowLeaf:
        return {P::kLeaf, 0x7f9c3e, 0x506e2c, {}, 0.02F, 0.5F};
    case M::kPalmLeaf:
        return {P::kLeaf, 0x5d8534, 0x36591f, {}, 0.05F, 0.4F};
    case M::kBamboo:
        return {P::kBark, 0x8a9a4a, 0x647036, {0.3F, 0.35F}, 0.04F};
    case M::kGrassBlade:
        return {P::kLeaf, 0x6d8c36, 0x45632a, {}, 0.0F, 0.4F};
    case M::kPeachBlossom:
        return {P::kBlossom, 0xf08fae, 0xd65383, {}, 0.0F, 0.5F};
    case M::kRedBlossom:
        return {P::kBlossom, 0xd8321e, 0xa81f16, {}, 0.0F, 0.5F};
    case M::kYellowBlossom:
        return {P::kBlossom, 0xf2c52e, 0xd89a18, {}, 0.0F, 0.5F};
    case M::kWhiteBlossom:
        return {P::kBlossom, 0xf6f0e6, 0xe6d6c4, {}, 0.0F, 0.5F};
    case M::kLotusLeaf:
        return {P::kLeaf, 0x5f8f58, 0x3c6b42, {}, 0.05F, 0.35F};
    case M::kLotusFlower:
        return {P::kBlossom, 0xf3a9c0, 0xde5f8f, {}, 0.0F, 0.55F};
    case M::kKumquat:
        return {P::kPlain, 0xf08a10, 0xd86a08, {}, 0.06F, 0.1F};
    case M::kGlass:
        return {P::kGlass, 0x25323a, 0x1a2226, {1.2F, 1.5F}, 0.12F};
    case M::kTowerGlass:
        return {P::kGlass, 0x4f7386, 0x33505f, {1.5F, 3.4F}, 0.22F};
    case M::kFacade:
        return {P::kFacade, 0xd6cfc0, 0x3a444a, {3.2F, 3.3F}};
    case M::kShutter:
        return {P::kShutter, 0x3f6b52, 0x2a4a38, {0.5F, 0.06F}};
    case M::kIron:
        return {P::kPlain, 0x2c3134, 0x1f2224, {}, 0.06F};
    case M::kSteelWhite:
        return {P::kPlain, 0xe8e8e4, 0xd0d0cc, {}, 0.05F};
    case M::kBronze:
        return {P::kPlain, 0x6d5a38, 0x4a3f2a, {}, 0.18F};
    case M::kPaper:
        return {P::kPlain, 0xefe4c8, 0xdccda8, {}, 0.0F, 0.4F};
    case M::kRedCloth:
        return {P::kPlain, 0xc22a20, 0x98201a, {}, 0.0F, 0.35F};
    case M::kYellowCloth:
        return {P::kPlain, 0xf0c030, 0xd0a020, {}, 0.0F, 0.35F};
    case M::kBlueCloth:
        return {P::kPlain, 0x2f5fa8, 0x244a86, {}, 0.0F, 0.3F};
    case M::kGreenCloth:
        return {P::kPlain, 0x2f7d4a, 0x24603a, {}, 0.0F, 0.3F};
    case M::kWhiteCloth:
        return {P::kPlain, 0xeeece6, 0xd8d4cc, {}, 0.0F, 0.35F};
    case M::kStripedCloth:
        return {P::kStripes, 0xe9e4da, 0xb8382c, {0.5F, 1.0F}, 0.0F, 0.4F};
    case M::kStrawHat:
        return {P::kWeave, 0xe6d3a0, 0xc2a872, {0.04F, 0.04F}, 0.0F, 0.15F};
    case M::kSkin:
        return {P::kPlain, 0xc99372, 0xb07e60};
    case M::kHair:
        return {P::kPlain, 0x1c1815, 0x120f0d, {}, 0.05F};
    case M::kBasket:
        return {P::kWeave, 0xb48a52, 0x7d5c34, {0.05F, 0.05F}};
    case M::kTerracotta:
        return {P::kPlaster, 0xb4603c, 0x7f4630};
    case M::kCeramicBlue:
        return {P::kWeave, 0xe6e8e6, 0x3d5f9c, {0.14F, 0.14F}, 0.12F};
    case M::kLamp:
        return {P::kPlain, 0xffd9a0, 0xffc070, {}, 0.0F, 0.0F, 2.2F};
    case M::kCouplet:
        return {P::kGlyphs, 0x9c2418, 0xe0b04a, {0.3F, 0.36F}};
    case M::kSignRed:
        return {P::kGlyphs, 0xb3261e, 0xf2e6c0, {0.34F, 0.5F}};
    case M::kSignBlue:
        return {P::kGlyphs, 0x1f4f92, 0xf0f0ea, {0.3F, 0.5F}};
    case M::kSignGreen:
        return {P::kGlyphs, 0x226b46, 0xf0ecd8, {0.3F, 0.5F}};
    case M::kRubber:
        return {P::kPlain, 0x1d1d1e, 0x151516};
    case M::kPaintRed:
        return {P::kPlain, 0xb8241c, 0x98201a, {}, 0.09F};
    case M::kPaintBlue:
        return {P::kPlain, 0x2a5fa0, 0x224e86, {}, 0.09F};
    case M::kTinted:
        return {P::kPlain, 0xffffff, 0xffffff, {}, 0.02F, 0.1F};
    case M::kBrickPaving:
        return {P::kBrick, 0xa07a66, 0x776b5f, {0.3F, 0.3F}};
    case M::kSlabPaving:
        return {P::kSlabs, 0xb3aa99, 0x7c7566, {0.6F, 0.6F}};
    case M::kPromenade:
        return {P::kSlabs, 0xb9a493, 0x86786c, {0.4F, 0.4F}};
    case M::kAsphalt:
        return {P::kAsphalt, 0x6b6965, 0x55534f};
    case M::kGrass:
        return {P::kGrass, 0x717f45, 0x515f34};
    case M::kEarth:
        return {P::kEarth, 0x9a7852, 0x6e5438};
    case M::kGravel:
        return {P::kEarth, 0xa9a293, 0x7b7568};
    case M::kFlowerField:
        return {P::kFlowers, 0x5f7c36, 0xe2679a, {0.16F, 0.16F}};
    case M::kDeck:
        return {P::kWood, 0x9a7a58, 0x6d5540, {0.14F, 2.6F}};
    case M::kKerb:
        return {P::kStone, 0xb8b4aa, 0x8d897f, {1.0F, 0.3F}};
    case M::kEmbankment:
        return {P::kStone, 0x9b978c, 0x646157, {0.7F, 0.4F}};
    case M::kFloorTile:
        return {P::kSlabs, 0xc9b698, 0x9c8a70, {0.5F, 0.5F}, 0.05F};
    case M::kCount:
        break;
    }
    return {};
}

const Material& materialOf(MaterialId id) {
    static const auto table = [] {
        std::array<Material, static_cast<std::size_t>(MaterialId::kCount)> all;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Recipe r = recipe(static_cast<MaterialId>(i));
            all[i] = {r.pattern, rgb(r.first), rgb(r.second), r.cell, r.gloss, r.through, r.glow};
        }
        return all;
    }();
    return table[static_cast<std::size_t>(id)];
}

/// 1 where a detail of this size is larger than a pixel, falling to 0.
float visible(float size, float footprint) {
    return clamp01(2.0F - 2.5F * footprint / size);
}

struct Cell {
    int column = 0;
    int row = 0;
    float x = 0.0F; ///< 0…1 in the cell
    float y = 0.0F;
};

/// Rows of cells, every other one shifted by `shift` of a cell.
Cell cellAt(V2 uv, V2 size, float shift) {
    const float v = uv.y / size.y;
    const int row = floorToInt(v);
    const float u = uv.x / size.x + ((row & 1) != 0 ? shift : 0.0F);
    const int column = floorToInt(u);
    return {column, row, u - static_cast<float>(column), v - static_cast<float>(row)};
}

/// The surface's own axes: level, and uphill.
void tilt(Surface& s, float along_level, float uphill) {
    const V3 n = s.normal;
    const V3 level =
        std::abs(n.z) > 0.999F ? V3{1.0F, 0.0F, 0.0F} : normalized(cross({0.0F, 0.0F, 1.0F}, n));
    const V3 up = cross(n, level);
    s.normal = normalized(n + level * along_level + up * uphill);
}

V2 flatten(V3 position, V3 normal) {
    if (std::abs(normal.z) > 0.7F) {
        return {position.x, position.y};
    }
    return std::abs(normal.x) > std::abs(normal.y) ? V2{position.y, position.z}
                                                   : V2{position.x, position.z};
}

/// Stains and unevenness that no large surface in the open is without.
Color weathered(Color base, Color dirt, const SurfacePoint& p, float strength) {
    const V2 at = flatten(p.position, p.normal);
    const float large = fractal(at * 0.45F, 3, p.seed);
    const float fine = visible(0.12F, p.footprint) * (noise(at * 9.0F, p.seed) - 0.5F);
    const float amount = clamp01((large - 0.42F) * 2.2F) * strength + 0.12F * fine;
    return mix(base, dirt, clamp01(amount));
}

void plaster(const Material& m, const SurfacePoint& p, Surface& s) {
    s.albedo = weathered(m.first, m.second, p, 0.55F);
    if (std::abs(p.normal.z) < 0.5F) {
        const V2 at = flatten(p.position, p.normal);
        const float run = noise({at.x * 3.1F, at.y * 0.25F}, p.seed + 3U);
        const float foot = smoothstep(0.9F, 0.0F, p.position.z);
        s.albedo =
            mix(s.albedo, m.second, 0.25F * smoothstep(0.62F, 0.9F, run) + 0.35F * foot * run);
    }
}

void brick(const Material& m, const SurfacePoint& p, Surface& s) {
    const Cell c = cellAt(p.uv, m.cell, 0.5F);
    const float shown = visible(m.cell.y, p.footprint);
    const float own = unit(cellHash(c.column, c.row, p.seed));
    const float joint = 0.06F;
    const float in_x = smoothstep(0.0F, joint, std::min(c.x, 1.0F - c.x));
    const float in_y = smoothstep(0.0F, joint * m.cell.x / m.cell.y, std::min(c.y, 1.0F - c.y));
    const Color face = m.first * (0.78F + 0.44F * own * shown + 0.22F * (1.0F - shown));
    s.albedo = mix(face, m.second, shown * (1.0F - in_x * in_y) + (1.0F - shown) * 0.14F);
    s.albedo = weathered(s.albedo, s.albedo * V3{0.55F, 0.58F, 0.52F}, p, 0.7F);
    tilt(s,
         shown * 0.25F * ((c.x < joint ? -1.0F : 0.0F) + (c.x > 1.0F - joint ? 1.0F : 0.0F)),
         shown * 0.08F * (own - 0.5F));
}

void roofTile(const Material& m, const SurfacePoint& p, Surface& s) {
    const Cell c = cellAt(p.uv, m.cell, 0.5F);
    const float shown = visible(m.cell.y, p.footprint);
    const float x = c.x - 0.5F;
    // The visible end of a tile is rounded, like a fish's scale.
    const float edge = 0.42F * (1.0F - std::sqrt(std::max(0.0F, 1.0F - 4.0F * x * x * 0.96F)));
    const float inside = c.y - edge;
    const bool below = inside < 0.0F;
    const float own =
        unit(cellHash(below ? c.column + 7 : c.column, below ? c.row - 1 : c.row, p.seed));
    const float lip = smoothstep(0.0F, 0.16F, std::abs(inside));
    const float shade = below ? 0.62F : mix(1.08F, 0.86F, inside);
    Color tile = mix(m.first, m.second, 0.55F * own * own + 0.06F);
    tile = tile * mix(0.92F, shade * mix(0.55F, 1.0F, lip), shown);
    const V2 at{p.uv.x, p.uv.y};
    const float moss = fractal(at * 0.6F, 3, p.seed + 9U);
    s.albedo = mix(tile, m.second * V3{0.75F, 0.85F, 0.6F}, 0.6F * smoothstep(0.48F, 0.78F, moss));
    tilt(s, shown * 0.5F * x, shown * (-0.22F + 0.15F * (own - 0.5F)));
}

void wood(const Material& m, const SurfacePoint& p, Surface& s) {
    const Cell c = cellAt(p.uv, m.cell, 0.37F);
    const float shown = visible(m.cell.x, p.footprint);
    const float own = unit(cellHash(c.column, c.row, p.seed));
    const float grain = noise({p.uv.x * 60.0F, p.uv.y * 2.5F + own * 9.0F}, p.seed);
    const float gap = smoothstep(0.0F, 0.05F, std::min(c.x, 1.0F - c.x));
    s.albedo =
        mix(m.first, m.second, 0.5F * own * shown + 0.3F * grain * visible(0.02F, p.footprint));
    s.albedo = s.albedo * mix(1.0F, mix(0.35F, 1.0F, gap), shown);
}

void stone(const Material& m, const SurfacePoint& p, Surface& s) {
    const Cell c = cellAt(p.uv, m.cell, 0.5F);
    const float shown = visible(m.cell.y, p.footprint);
    const float own = unit(cellHash(c.column, c.row, p.seed));
    const float width = 0.012F / m.cell.y;
    const float gap = smoothstep(
        0.0F,
        width * 2.0F,
        std::min(std::min(c.x, 1.0F - c.x) * m.cell.x / m.cell.y, std::min(c.y, 1.0F - c.y)));
    const float grain = visible(0.03F, p.footprint) * (noise(p.uv * 45.0F, p.seed) - 0.5F);
    s.albedo = mix(m.first, m.second, clamp01(0.45F * own * shown + 0.3F * grain));
    s.albedo =
        weathered(s.albedo, m.second * 0.8F, p, 0.5F) * mix(1.0F, mix(0.45F, 1.0F, gap), shown);
    tilt(s, shown * 0.1F * (own - 0.5F), 0.25F * grain);
}

void slabs(const Material& m, const SurfacePoint& p, Surface& s) {
    const Cell c = cellAt(p.uv, m.cell, 0.0F);
    const float shown = visible(m.cell.y, p.footprint);
    const float own = unit(cellHash(c.column, c.row, p.seed));
    const float edge = std::min(std::min(c.x, 1.0F - c.x), std::min(c.y, 1.0F - c.y));
    const float joint = 0.008F / m.cell.x;
    const float gap = smoothstep(joint * 0.5F, joint * 1.6F, edge);
    // Every slab has four ribs, laid in turn, as on Hanoi's pavements.
    const bool turned = ((c.column + c.row) & 1) != 0;
    const float rib_at = (turned ? c.x : c.y) * 5.0F;
    const float rib = std::abs(rib_at - std::floor(rib_at) - 0.5F);
    const float rib_shown = visible(m.cell.y / 5.0F, p.footprint);
    const float grain = visible(0.02F, p.footprint) * (noise(p.uv * 70.0F, p.seed) - 0.5F);
    s.albedo = mix(m.first,
                   m.second,
                   clamp01(0.5F * own * shown + 0.25F * grain +
                           0.22F * rib_shown * smoothstep(0.36F, 0.5F, rib)));
    s.albedo =
        weathered(s.albedo, m.second * 0.85F, p, 0.5F) * mix(0.97F, mix(0.5F, 1.0F, gap), shown);
    tilt(s,
         shown * 0.02F * (own - 0.5F),
         shown * 0.02F * (unit(hash(cellHash(c.row, c.column))) - 0.5F));
}

void grass(const Material& m, const SurfacePoint& p, Surface& s) {
    const V2 at{p.position.x, p.position.y};
    const float large = fractal(at * 0.35F, 3, p.seed);
    const float tufts = visible(0.2F, p.footprint) * (noise(at * 7.0F, p.seed + 1U) - 0.5F);
    const float blades = visible(0.03F, p.footprint) * (noise(at * 48.0F, p.seed + 2U) - 0.5F);
    s.albedo = mix(
        m.first, m.second, clamp01(0.5F + (large - 0.5F) * 1.4F + 0.7F * tufts + 0.9F * blades));
    s.albedo = mix(s.albedo, rgb(0x9a8a52), 0.35F * smoothstep(0.55F, 0.8F, large));
    tilt(s, 0.7F * blades + 0.3F * tufts, 0.5F * tufts);
}

void earth(const Material& m, const SurfacePoint& p, Surface& s) {
    const V2 at{p.position.x, p.position.y};
    const float large = fractal(at * 0.5F, 4, p.seed);
    const float clods = visible(0.08F, p.footprint) * (noise(at * 16.0F, p.seed + 1U) - 0.5F);
    const float grit = visible(0.02F, p.footprint) * (noise(at * 75.0F, p.seed + 2U) - 0.5F);
    s.albedo = mix(m.first, m.second, clamp01(large + 0.5F * clods + 0.5F * grit));
    tilt(s, 0.6F * clods + 0.4F * grit, 0.5F * clods);
}

void asphalt(const Material& m, const SurfacePoint& p, Surface& s) {
    const V2 at{p.position.x, p.position.y};
    const float large = fractal(at * 0.3F, 3, p.seed);
    const float grit = visible(0.015F, p.footprint) * (noise(at * 95.0F, p.seed) - 0.5F);
    s.albedo = mix(m.first, m.second, clamp01(large + 0.8F * grit));
    tilt(s, 0.3F * grit, 0.2F * grit);
}

void leaf(const Material& m, const SurfacePoint& p, Surface& s) {
    const float own = unit(hash(p.seed));
    s.albedo = mix(m.first, m.second, own);
    s.albedo = mix(s.albedo, m.first * V3{1.25F, 1.1F, 0.6F}, 0.3F * unit(hash(p.seed + 77U)));
    const float rib = visible(0.02F, p.footprint) * smoothstep(0.08F, 0.0F, std::abs(p.uv.x));
    s.albedo = s.albedo * (1.0F + 0.25F * rib);
}

void bark(const Material& m, const SurfacePoint& p, Surface& s) {
    const float rough = fractal({p.uv.x / m.cell.x, p.uv.y / m.cell.y}, 3, p.seed);
    s.albedo = mix(
        m.second, m.first, clamp01(0.5F + (rough - 0.5F) * 2.0F * visible(m.cell.x, p.footprint)));
    tilt(s, visible(m.cell.x, p.footprint) * (rough - 0.5F), 0.0F);
}

void glass(const Material& m, const SurfacePoint& p, Surface& s) {
    const Cell c = cellAt(p.uv, m.cell, 0.0F);
    const float shown = visible(m.cell.x * 0.3F, p.footprint);
    const float own = unit(cellHash(c.column, c.row, p.seed));
    const float frame = 0.05F / m.cell.x;
    const float edge = std::min(std::min(c.x, 1.0F - c.x), std::min(c.y, 1.0F - c.y));
    const bool is_frame = edge < frame;
    const Color pane = mix(m.first, m.second, own) + rgb(0xc8b48c) * (own > 0.86F ? 0.12F : 0.0F);
    const Color frame_color = rgb(0xb8bcbc);
    s.albedo = mix(mix(pane, frame_color, 0.12F), is_frame ? frame_color : pane, shown);
    s.gloss = is_frame ? 0.04F : m.gloss;
    tilt(s, 0.006F * (own - 0.5F), 0.006F * (unit(hash(cellHash(c.row, c.column))) - 0.5F));
}

/// A block of flats as seen from afar: windows, balconies, curtains.
void facade(const Material& m, const SurfacePoint& p, Surface& s) {
    const Color wall = p.tint.x + p.tint.y + p.tint.z > 0.0F ? p.tint : m.first;
    const Cell c = cellAt(p.uv, m.cell, 0.0F);
    const std::uint32_t h = cellHash(c.column, c.row, p.seed);
    const float shown = visible(1.2F, p.footprint);
    const bool window = c.x > 0.18F && c.x < 0.82F && c.y > 0.28F && c.y < 0.82F;
    const bool sill = c.x > 0.1F && c.x < 0.9F && c.y > 0.02F && c.y < 0.26F && (p.seed & 3U) != 0;
    const bool mullion = std::abs(c.x - 0.5F) < 0.02F;
    Color at = wall * (0.92F + 0.12F * unit(h));
    float gloss = 0.0F;
    if (window && std::abs(p.normal.z) < 0.5F) {
        at = mullion ? wall * 0.8F
                     : mix(m.second, rgb(0xb8a888), unit(hash(h)) > 0.72F ? 0.4F : 0.05F);
        gloss = mullion ? 0.0F : 0.1F;
    } else if (sill && std::abs(p.normal.z) < 0.5F) {
        at = mix(wall, {0.8F, 0.8F, 0.78F}, 0.3F) * 0.86F;
    }
    if (std::abs(p.normal.z) > 0.5F) {
        s.albedo = weathered(rgb(0x9a948a), rgb(0x6d675e), p, 0.6F);
        return;
    }
    s.albedo = mix(mix(wall, m.second, 0.33F), at, shown);
    s.albedo = weathered(s.albedo, s.albedo * 0.65F, p, 0.5F);
    s.gloss = gloss * shown;
}

void stripes(const Material& m, const SurfacePoint& p, Surface& s) {
    const float u = p.uv.x / m.cell.x;
    const float in = std::abs(u - std::floor(u) - 0.5F);
    const float shown = visible(m.cell.x, p.footprint);
    const Color second = p.tint.x + p.tint.y + p.tint.z > 0.0F ? p.tint : m.second;
    s.albedo =
        mix(mix(m.first, second, 0.5F), mix(m.first, second, smoothstep(0.24F, 0.26F, in)), shown);
}

/// Something that reads as writing from where one stands: strokes in a square, never a real text.
void glyphs(const Material& m, const SurfacePoint& p, Surface& s) {
    const Cell c = cellAt(p.uv, m.cell, 0.0F);
    const std::uint32_t h = cellHash(c.column, c.row, p.seed);
    const float shown = visible(0.06F, p.footprint);
    bool ink = false;
    if (c.x > 0.16F && c.x < 0.84F && c.y > 0.14F && c.y < 0.86F) {
        const float x = (c.x - 0.16F) / 0.68F;
        const float y = (c.y - 0.14F) / 0.72F;
        for (std::uint32_t stroke = 0; stroke < 6; ++stroke) {
            const std::uint32_t k = hash(h, stroke);
            const float at = unit(k) * 0.86F + 0.07F;
            const float from = unit(hash(k)) * 0.4F;
            const float to = from + 0.35F + 0.3F * unit(hash(k + 5U));
            const bool level = stroke % 2 == 0;
            ink = ink || (level ? std::abs(y - at) < 0.05F && x > from && x < to
                                : std::abs(x - at) < 0.05F && y > from && y < to);
        }
    }
    const Color plain = mix(m.first, m.second, 0.24F);
    s.albedo = mix(plain, ink ? m.second : m.first, shown);
}

void weave(const Material& m, const SurfacePoint& p, Surface& s) {
    const Cell c = cellAt(p.uv, m.cell, 0.0F);
    const bool over = ((c.column + c.row) & 1) != 0;
    const float shown = visible(m.cell.x, p.footprint);
    s.albedo = mix(mix(m.first, m.second, 0.4F), over ? m.first : m.second, shown * 0.7F + 0.0F);
}

void flowers(const Material& m, const SurfacePoint& p, Surface& s) {
    const V2 at{p.position.x, p.position.y};
    const Cell c = cellAt(at, m.cell, 0.5F);
    const std::uint32_t h = cellHash(c.column, c.row, p.seed);
    const float dx = c.x - 0.3F - 0.4F * unit(h);
    const float dy = c.y - 0.3F - 0.4F * unit(hash(h));
    const float bloom = smoothstep(0.34F, 0.26F, std::sqrt(dx * dx + dy * dy));
    const float band = p.position.y * 0.55F;
    const int kind = (floorToInt(band) % 3 + 3) % 3;
    const Color colors[3] = {m.second, rgb(0xf2c23a), rgb(0xeadfe8)};
    const float shown = visible(m.cell.x, p.footprint);
    grass(m, p, s);
    s.albedo = mix(s.albedo,
                   colors[kind],
                   mix(0.45F, bloom * (unit(hash(h + 3U)) > 0.15F ? 1.0F : 0.0F), shown));
}

void shutter(const Material& m, const SurfacePoint& p, Surface& s) {
    const float v = p.uv.y / m.cell.y;
    const float in = v - std::floor(v);
    const float shown = visible(m.cell.y, p.footprint);
    s.albedo = mix(m.first, m.second, shown * smoothstep(0.4F, 0.9F, in) + (1.0F - shown) * 0.4F);
    tilt(s, 0.0F, shown * 0.6F * (in - 0.5F));
}

} // namespace

Surface surfaceAt(MaterialId id, const SurfacePoint& p) {
    const Material& m = materialOf(id);
    Surface s;
    s.normal = p.normal;
    s.gloss = m.gloss;
    s.through = m.through;
    s.albedo = m.first;
    switch (m.pattern) {
    case Pattern::kPlain:
        s.albedo = mix(m.first, m.second, unit(hash(p.seed)));
        break;
    case Pattern::kPlaster:
        plaster(m, p, s);
        break;
    case Pattern::kBrick:
        brick(m, p, s);
        break;
    case Pattern::kRoofTile:
        roofTile(m, p, s);
        break;
    case Pattern::kWood:
        wood(m, p, s);
        break;
    case Pattern::kStone:
        stone(m, p, s);
        break;
    case Pattern::kSlabs:
        slabs(m, p, s);
        break;
    case Pattern::kGrass:
        grass(m, p, s);
        break;
    case Pattern::kEarth:
        earth(m, p, s);
        break;
    case Pattern::kAsphalt:
        asphalt(m, p, s);
        break;
    case Pattern::kLeaf:
        leaf(m, p, s);
        break;
    case Pattern::kBlossom:
        s.albedo = mix(m.first, m.second, unit(hash(p.seed)));
        break;
    case Pattern::kBark:
        bark(m, p, s);
        break;
    case Pattern::kGlass:
        glass(m, p, s);
        break;
    case Pattern::kFacade:
        facade(m, p, s);
        break;
    case Pattern::kStripes:
        stripes(m, p, s);
        break;
    case Pattern::kGlyphs:
        glyphs(m, p, s);
        break;
    case Pattern::kWeave:
        weave(m, p, s);
        break;
    case Pattern::kFlowers:
        flowers(m, p, s);
        break;
    case Pattern::kShutter:
        shutter(m, p, s);
        break;
    }
    if (id == MaterialId::kTinted) {
        s.albedo = p.tint;
    }
    s.glow = m.first * m.glow;
    return s;
}

} // namespace vr360::sample
