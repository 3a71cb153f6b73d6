#pragma once

#include "packager/sample/place/lake.h"
#include "packager/sample/render/mesh.h"
#include "packager/sample/render/sky.h"

#include <optional>
#include <string>
#include <string_view>

namespace vr360::sample {

/// A model standing somewhere.
struct Instance {
    ModelPtr model;
    Transform place;
    std::uint32_t seed = 0;
    std::uint16_t object = 0; ///< takes the place of the faces' own where not 0
    Color tint;
};

/// A rectangle of ground with its own covering; later ones lie on earlier ones.
struct GroundPatch {
    V2 centre;
    V2 half;
    float angle = 0.0F;
    MaterialId material = MaterialId::kSlabPaving;
    V2 along{1.0F, 0.0F}; ///< set from `angle` when added
};

struct Hit {
    float t = 0.0F;
    V3 position;
    V3 normal;    ///< towards where the ray came from
    V3 geometric; ///< of the triangle itself, likewise
    V2 uv;
    float openness = 1.0F;
    MaterialId material = MaterialId::kPlaster;
    std::uint16_t object = 0;
    std::uint32_t seed = 0;
    std::uint32_t piece = 0; ///< which pair of triangles of which instance; 0 for the ground
    Color tint;
    bool water = false;
};

/// Where light comes from besides the sky: a lamp that is on.
struct Lamp {
    V3 position;
    Color power; ///< irradiance at one metre
};

inline constexpr float kEyeHeight = 1.65F;

/// Everything one panorama shows. Composed once, then read by many threads.
class World {
public:
    World(SkySettings sky, WaterMap water);

    /// The number of a thing that hotspots may point to, made if new.
    std::uint16_t object(std::string_view name);
    [[nodiscard]] std::optional<std::uint16_t> findObject(std::string_view name) const;
    [[nodiscard]] const std::vector<std::string>& objects() const { return objects_; }

    void add(Instance instance) { instances_.push_back(std::move(instance)); }
    void add(Mesh mesh, std::uint32_t seed);
    void add(GroundPatch patch);
    void add(Lamp lamp) { lamps_.push_back(lamp); }

    /// Puts the viewer somewhere else than at the origin, turned to the right by `turn` degrees.
    void standAt(V2 eye, float turn);
    [[nodiscard]] V3 eye() const { return eye_; }
    [[nodiscard]] float turn() const { return turn_; } ///< radians
    /// The look towards a place in the panorama, degrees.
    [[nodiscard]] Ray look(float yaw, float pitch) const;
    /// Where in the panorama a point is: yaw and pitch, degrees.
    [[nodiscard]] V2 anglesTo(V3 point) const;

    MaterialId ground = MaterialId::kGrass;
    MaterialId shore = MaterialId::kPromenade; ///< along the water
    float shore_width = 6.0F;

    /// Builds what rays need and, if wanted, bakes the light that reaches corners. Nothing may be
    /// added afterwards.
    void finish(bool bake = true);

    [[nodiscard]] std::optional<Hit> intersect(const Ray& ray, float limit) const;
    [[nodiscard]] bool isOccluded(const Ray& ray, float limit, Occluder& last) const;
    [[nodiscard]] const Sky& sky() const { return sky_; }
    [[nodiscard]] const WaterMap& water() const { return water_; }
    void add(Pond pond) { water_.add(pond); }
    [[nodiscard]] const std::vector<Lamp>& lamps() const { return lamps_; }
    /// A point of the object that can be seen from the viewer's eye, with as much of it around as
    /// possible.
    [[nodiscard]] std::optional<V3> visiblePoint(std::uint16_t object) const;

private:
    [[nodiscard]] std::optional<Hit> intersectGround(const Ray& ray, float limit) const;
    [[nodiscard]] MaterialId groundAt(V2 p, float water_distance, V2& uv) const;
    [[nodiscard]] float groundOpenness(V2 p) const;
    void complete(Hit& hit, const TriangleHit& met, std::size_t instance, const Ray& ray) const;
    [[nodiscard]] float
    openness(V3 position, V3 normal, float reach, std::uint32_t seed, int rays) const;
    void bakeThings();
    void bakeGround();
    [[nodiscard]] int raysAround(V3 eye, V3 direction, std::uint16_t object) const;

    Sky sky_;
    WaterMap water_;
    V3 eye_;
    float turn_ = 0.0F;
    std::vector<std::string> objects_;
    std::vector<Instance> instances_;
    std::vector<TracedInstance> traced_;   ///< in the order of the hierarchy's leaves
    std::vector<std::size_t> instance_of_; ///< which of instances_ each of them is
    std::vector<GroundPatch> patches_;
    std::vector<Lamp> lamps_;
    std::vector<std::shared_ptr<Model>> own_;
    std::vector<float> ground_openness_;
    Bvh bvh_;
    TracedScene scene_;
};

inline constexpr float kWaterLevel = -0.9F;

} // namespace vr360::sample
