#pragma once

#include "packager/sample/parts/roofs.h"
#include "packager/sample/render/random.h"
#include "packager/sample/render/world.h"

namespace vr360::sample {

/// Every building stands with the middle of its front at `front` in the builder's frame, facing −y.

/// A wooden hall on a stone base: columns, a veranda, panelled doors, a great roof.
struct HallShape {
    V3 front;
    int bays = 5;
    float bay = 2.8F;
    float depth = 8.0F;
    float base = 0.75F;
    float column = 2.9F;
    float rise = 4.2F;
    float corner = 1.1F;
    bool gable = false;
    bool two_roofs = false; ///< a second, smaller roof above a band of panels
    bool dragons = true;
    bool red = true;
    MaterialId tiles = MaterialId::kRoofTile;
    std::uint16_t roof_object = 0;
    std::uint16_t door_object = 0;
};
void addHall(MeshBuilder& b, const HallShape& shape);

/// A tower of brick, hexagonal, each storey smaller, an arched niche with a white figure in every
/// side.
void addPagodaTower(MeshBuilder& b,
                    V3 centre,
                    int storeys,
                    float radius,
                    float storey_height,
                    MaterialId wall,
                    MaterialId tiles,
                    float turn);

/// Three openings between tall pillars, the middle one with a storey above.
struct GateShape {
    V3 front;
    float width = 9.0F;
    float height = 4.4F;
    float depth = 1.6F;
    bool upper = true;
    MaterialId wall = MaterialId::kCreamWall;
    MaterialId tiles = MaterialId::kRoofTileOld;
};
void addTripleGate(MeshBuilder& b, const GateShape& shape);

/// One arch over a lane with a small roof, as villages have.
void addVillageGate(
    MeshBuilder& b, V3 front, float opening, float height, MaterialId wall, std::uint32_t seed);

/// A square pillar with a lantern box and a finial.
void addPillar(MeshBuilder& b, V3 base, float width, float height, bool couplets);

/// A wall with an arched opening in the plane y = front.y, thick towards +y.
void addArchedWall(MeshBuilder& b,
                   V3 front,
                   float width,
                   float height,
                   float thickness,
                   float opening,
                   float spring);

/// A narrow house of several storeys, as streets of Hanoi have.
struct TubeHouseShape {
    V3 front;
    float width = 4.0F;
    float depth = 12.0F;
    int storeys = 4;
    bool shop = true;
    std::uint32_t seed = 1;
};
void addTubeHouse(MeshBuilder& b, const TubeHouseShape& shape);

/// A low village house with a tiled roof and a porch.
void addVillageHouse(MeshBuilder& b, V3 front, float width, std::uint32_t seed);

/// A French villa: two storeys, shutters, a steep roof.
void addVilla(MeshBuilder& b, V3 front, float width, int storeys, MaterialId wall);

/// A hotel: storeys of windows and balconies above a canopy.
struct HotelShape {
    V3 front;
    float width = 46.0F;
    float depth = 16.0F;
    int storeys = 12;
    int style = 0; ///< 0 balconies, 1 glass, 2 stepped terraces
    MaterialId wall = MaterialId::kCreamWall;
};
void addHotel(MeshBuilder& b, const HotelShape& shape);

/// A museum: steps, a tall colonnade, a plain block behind.
void addMuseum(MeshBuilder& b, V3 front, float width, int style);

/// A church: a front with towers and a cross.
void addChurch(MeshBuilder& b, V3 front, float width, int towers, MaterialId wall);

/// An open pavilion with a pointed roof.
void addPavilion(
    MeshBuilder& b, V3 centre, int sides, float radius, MaterialId tiles, bool two_roofs);

/// A low wall with a coping from a to b.
void addWall(MeshBuilder& b, V3 from, V3 to, float height, MaterialId wall, bool tiled);

} // namespace vr360::sample
