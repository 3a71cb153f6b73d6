#pragma once

#include "packager/sample/kinds/compose.h"
#include "packager/sample/parts/buildings.h"
#include "packager/sample/parts/plants.h"
#include "packager/sample/parts/things.h"

#include <functional>

namespace vr360::sample {

/// The hands that build one world. Axes as in World: x right, y ahead, z up, the viewer at the
/// origin.
class Composer {
public:
    Composer(World& world, const Picture& picture, float heading);

    World& world;
    const Picture& picture;
    Random random;
    MeshBuilder mesh{0.9F};
    float clear_radius = 26.0F; ///< no town inside it
    V2 clear_centre{0.0F, 10.0F};

    std::uint16_t object(std::string_view name) { return world.object(name); }
    void plantAt(Plant kind, V2 at, float scale = 1.0F, std::uint16_t object = 0);
    void thingAt(Thing kind,
                 V2 at,
                 float angle = 0.0F,
                 std::uint16_t object = 0,
                 float z = 0.0F,
                 int variant = -1,
                 float scale = 1.0F);
    void personAt(Person kind, V2 at, float angle, float z = 0.0F, std::uint16_t object = 0);
    /// People in a rectangle, each going somewhere.
    void crowd(V2 centre, V2 half, int count);
    void ground(V2 centre, V2 half, MaterialId material, float angle = 0.0F);
    /// Calls place(point, angle) along the water's edge near the viewer, `inset` metres on land;
    /// the angle turns −y to the water.
    void
    alongShore(float step, float inset, float reach, const std::function<void(V2, float)>& place);
    /// Railing, lamps, benches and trees along the water.
    void promenade(Plant tree, float reach = 90.0F);
    /// Houses side by side from `from` to `to`, their fronts to the left of that direction's right
    /// hand.
    void houseRow(V2 from, V2 to, bool shops, int low, int high);
    void boats(int sampans, int swans);
    /// Adds the mesh built so far.
    void flush();
    [[nodiscard]] float heading() const { return heading_; }

private:
    Color cloth();
    float heading_;
};

using ComposeKind = void (*)(Composer&);

// kinds/*.cpp; each names the objects that hotspots can point to in its comment.
void composeTower(Composer& c);
void composeHall(Composer& c);
void composeTemple(Composer& c);
void composePrecinct(Composer& c);
void composeLane(Composer& c);
void composeGarden(Composer& c);
void composePond(Composer& c);
void composeMarket(Composer& c);
void composePromenade(Composer& c);
void composeHotel(Composer& c);
void composeTerrace(Composer& c);
void composeMuseum(Composer& c);
void composeChurch(Composer& c);
void composeVilla(Composer& c);
void composeStreet(Composer& c);
void composeMemorial(Composer& c);
void composePark(Composer& c);
void composeCraft(Composer& c);
void composeDragons(Composer& c);
void composeBridge(Composer& c);

} // namespace vr360::sample
