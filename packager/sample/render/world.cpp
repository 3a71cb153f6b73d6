#include "packager/sample/render/world.h"

#include "packager/sample/render/random.h"

namespace vr360::sample {

namespace {

constexpr int kBakeRays = 12;
constexpr float kBakeFar = 32.0F;
constexpr float kBakeReach = 3.5F;
constexpr int kGroundCells = 96;    // of the baked light on the ground around the viewer
constexpr float kGroundCell = 0.5F; // metres
constexpr float kGroundHalf = 0.5F * kGroundCells * kGroundCell;

Transform inverted(const Transform& t) {
    // Rotation and uniform scale only, which is all that things are placed with.
    const float s2 = dot(t.x, t.x);
    const float k = 1.0F / s2;
    const V3 rx{t.x.x * k, t.y.x * k, t.z.x * k};
    const V3 ry{t.x.y * k, t.y.y * k, t.z.y * k};
    const V3 rz{t.x.z * k, t.y.z * k, t.z.z * k};
    Transform inverse{rx, ry, rz, {}};
    inverse.origin = -inverse.direction(t.origin);
    return inverse;
}

/// Around the vertices themselves: the box of a turned box would be up to twice as large.
Box boxOf(const Mesh& mesh, const Transform& t) {
    Box out;
    for (const Vertex& v : mesh.vertices) {
        out.add(t.point(v.position));
    }
    // What rounding moves a vertex by, kilometres away.
    constexpr V3 kMargin{0.003F, 0.003F, 0.003F};
    return {out.low - kMargin, out.high + kMargin};
}

V3 towards(V3 direction, V3 normal) {
    return dot(direction, normal) > 0.0F ? -normal : normal;
}

/// Direction i of n around a normal, denser where cosine is large.
V3 aroundNormal(V3 normal, int i, int n, std::uint32_t seed) {
    const float turn = unit(hash(seed)) + static_cast<float>(i) * 0.61803399F;
    const float r2 = (static_cast<float>(i) + 0.5F) / static_cast<float>(n);
    const float r = std::sqrt(r2);
    const float angle = 2.0F * kPi * turn;
    const V3 helper = std::abs(normal.z) < 0.9F ? V3{0.0F, 0.0F, 1.0F} : V3{1.0F, 0.0F, 0.0F};
    const V3 side = normalized(cross(normal, helper));
    const V3 up = cross(side, normal);
    return normalized(side * (r * std::cos(angle)) + up * (r * std::sin(angle)) +
                      normal * std::sqrt(1.0F - r2));
}

} // namespace

World::World(SkySettings sky, WaterMap water) : sky_(sky), water_(std::move(water)) {
    objects_.emplace_back();
    standAt({}, 0.0F);
}

void World::standAt(V2 eye, float turn) {
    eye_ = {eye.x, eye.y, kEyeHeight};
    turn_ = radians(turn);
}

Ray World::look(float yaw, float pitch) const {
    const float flat = std::cos(radians(pitch));
    const float angle = radians(yaw) + turn_;
    return {eye_, {flat * std::sin(angle), flat * std::cos(angle), std::sin(radians(pitch))}};
}

V2 World::anglesTo(V3 point) const {
    const V3 d = normalized(point - eye_);
    const V2 level = rotated({d.x, d.y}, turn_);
    return {degrees(std::atan2(level.x, level.y)), degrees(std::asin(d.z))};
}

std::uint16_t World::object(std::string_view name) {
    if (const auto known = findObject(name)) {
        return *known;
    }
    objects_.emplace_back(name);
    return static_cast<std::uint16_t>(objects_.size() - 1);
}

std::optional<std::uint16_t> World::findObject(std::string_view name) const {
    for (std::size_t i = 1; i < objects_.size(); ++i) {
        if (objects_[i] == name) {
            return static_cast<std::uint16_t>(i);
        }
    }
    return std::nullopt;
}

void World::add(Mesh mesh, std::uint32_t seed) {
    own_.push_back(std::make_shared<Model>(makeModel(std::move(mesh))));
    instances_.push_back({own_.back(), {}, seed, 0, {}});
}

void World::add(GroundPatch patch) {
    patch.along = {std::cos(patch.angle), std::sin(patch.angle)};
    patches_.push_back(patch);
}

void World::finish(bool bake) {
    std::erase_if(instances_, [](const Instance& i) { return i.model->tree.nodes.empty(); });
    std::vector<Box> boxes;
    boxes.reserve(instances_.size());
    for (const Instance& instance : instances_) {
        boxes.push_back(boxOf(instance.model->mesh, instance.place));
    }
    bvh_ = buildBvh(boxes, 1);
    for (const BvhLeaf& leaf : bvh_.leaves) {
        const auto index =
            static_cast<std::size_t>(bvh_.order[static_cast<std::size_t>(leaf.first)]);
        const Instance& instance = instances_[index];
        traced_.push_back({inverted(instance.place),
                           instance.model->tree.nodes.data(),
                           instance.model->tree.blocks.data()});
        instance_of_.push_back(index);
    }
    scene_ = {bvh_.nodes.empty() ? nullptr : bvh_.nodes.data(), traced_.data()};
    if (bake) {
        bakeThings();
        bakeGround();
    }
}

void World::bakeThings() {
    for (const auto& model : own_) {
        std::uint32_t index = 0;
        for (Vertex& v : model->mesh.vertices) {
            // Further away corners are a pixel or two.
            const int rays = length(v.position) < kBakeFar ? kBakeRays : kBakeRays / 3;
            v.openness =
                openness(v.position + v.normal * 0.02F, v.normal, kBakeReach, ++index, rays);
        }
    }
}

float World::openness(V3 position, V3 normal, float reach, std::uint32_t seed, int rays) const {
    float open = 0.0F;
    Occluder last;
    for (int i = 0; i < rays; ++i) {
        const V3 direction = aroundNormal(normal, i, rays, seed);
        // Towards the ground counts as half closed: it sends light back.
        const bool met = isOccluded({position, direction}, reach, last);
        open += met ? 0.12F : 1.0F;
    }
    return open / static_cast<float>(rays);
}

void World::bakeGround() {
    ground_openness_.assign(kGroundCells * kGroundCells, 1.0F);
    for (int y = 0; y < kGroundCells; ++y) {
        for (int x = 0; x < kGroundCells; ++x) {
            const V3 p{(static_cast<float>(x) + 0.5F) * kGroundCell - kGroundHalf,
                       (static_cast<float>(y) + 0.5F) * kGroundCell - kGroundHalf,
                       0.03F};
            const auto i = static_cast<std::size_t>(y * kGroundCells + x);
            ground_openness_[i] =
                openness(p, {0.0F, 0.0F, 1.0F}, 6.0F, static_cast<std::uint32_t>(i), 16);
        }
    }
}

float World::groundOpenness(V2 p) const {
    if (ground_openness_.empty()) {
        return 1.0F;
    }
    const float x = (p.x + kGroundHalf) / kGroundCell - 0.5F;
    const float y = (p.y + kGroundHalf) / kGroundCell - 0.5F;
    constexpr float kLast = kGroundCells - 1.001F;
    if (x < 0.0F || y < 0.0F || x > kLast || y > kLast) {
        return 0.95F;
    }
    const int ix = static_cast<int>(x);
    const int iy = static_cast<int>(y);
    const auto at = [&](int cx, int cy) {
        return ground_openness_[static_cast<std::size_t>(cy * kGroundCells + cx)];
    };
    const float fx = x - static_cast<float>(ix);
    const float fy = y - static_cast<float>(iy);
    return mix(
        mix(at(ix, iy), at(ix + 1, iy), fx), mix(at(ix, iy + 1), at(ix + 1, iy + 1), fx), fy);
}

MaterialId World::groundAt(V2 p, float water_distance, V2& uv) const {
    uv = p;
    for (auto patch = patches_.rbegin(); patch != patches_.rend(); ++patch) {
        const V2 d = p - patch->centre;
        const V2 local{dot(d, patch->along), d.y * patch->along.x - d.x * patch->along.y};
        if (std::abs(local.x) <= patch->half.x && std::abs(local.y) <= patch->half.y) {
            uv = local;
            return patch->material;
        }
    }
    if (water_distance > -0.55F) {
        return MaterialId::kKerb;
    }
    return water_distance > -shore_width ? shore : ground;
}

std::optional<Hit> World::intersectGround(const Ray& ray, float limit) const {
    if (ray.direction.z >= -1e-6F) {
        return std::nullopt;
    }
    const float t_ground = -ray.origin.z / ray.direction.z;
    if (t_ground > limit) {
        return std::nullopt;
    }
    Hit hit;
    hit.normal = {0.0F, 0.0F, 1.0F};
    if (t_ground > 0.0F) {
        const V3 p = ray.origin + ray.direction * t_ground;
        const float distance = water_.distance({p.x, p.y});
        if (distance < 0.0F) {
            hit.t = t_ground;
            hit.position = p;
            hit.material = groundAt({p.x, p.y}, distance, hit.uv);
            hit.openness = groundOpenness({p.x, p.y});
            hit.geometric = hit.normal;
            return hit;
        }
    }
    const float t_water = (kWaterLevel - ray.origin.z) / ray.direction.z;
    if (t_water <= 0.0F || t_water > limit) {
        return std::nullopt;
    }
    const V3 p = ray.origin + ray.direction * t_water;
    if (water_.distance({p.x, p.y}) > 0.0F) {
        hit.t = t_water;
        hit.position = p;
        hit.water = true;
        hit.geometric = hit.normal;
        return hit;
    }
    // Between the two levels the ray met the wall of the embankment.
    float low = std::max(0.0F, t_ground);
    float high = t_water;
    for (int i = 0; i < 12; ++i) {
        const float middle = 0.5F * (low + high);
        const V3 q = ray.origin + ray.direction * middle;
        (water_.distance({q.x, q.y}) > 0.0F ? low : high) = middle;
    }
    hit.t = high;
    hit.position = ray.origin + ray.direction * high;
    const V2 out = water_.gradient({hit.position.x, hit.position.y});
    hit.normal = towards(ray.direction, {out.x, out.y, 0.0F});
    hit.geometric = hit.normal;
    hit.material = MaterialId::kEmbankment;
    hit.uv = {dot(V2{hit.position.x, hit.position.y}, V2{-out.y, out.x}), hit.position.z};
    hit.openness = 0.7F;
    return hit;
}

void World::complete(Hit& hit, const TriangleHit& met, std::size_t index, const Ray& ray) const {
    const Instance& instance = instances_[index];
    const Mesh& mesh = instance.model->mesh;
    const auto triangle = static_cast<std::size_t>(met.triangle);
    const Vertex& a = mesh.vertices[mesh.indices[3 * triangle]];
    const Vertex& b = mesh.vertices[mesh.indices[3 * triangle + 1]];
    const Vertex& c = mesh.vertices[mesh.indices[3 * triangle + 2]];
    const float w = 1.0F - met.u - met.v;
    hit.t = met.t;
    hit.position = ray.origin + ray.direction * met.t;
    hit.geometric = towards(ray.direction,
                            normalized(instance.place.direction(
                                cross(b.position - a.position, c.position - a.position))));
    V3 normal =
        normalized(instance.place.direction(a.normal * w + b.normal * met.u + c.normal * met.v));
    if (dot(normal, hit.geometric) < 0.0F) {
        normal = -normal;
    }
    hit.normal = normal;
    hit.uv = a.uv * w + b.uv * met.u + c.uv * met.v;
    hit.openness = a.openness * w + b.openness * met.u + c.openness * met.v;
    hit.material = mesh.faces[triangle].material;
    hit.object = instance.object != 0 ? instance.object : mesh.faces[triangle].object;
    hit.seed = instance.seed;
    hit.piece =
        hash(static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(triangle / 2)) | 1U;
    hit.tint = instance.tint;
    switch (hit.material) {
    case MaterialId::kLeaf:
    case MaterialId::kDarkLeaf:
    case MaterialId::kWillowLeaf:
    case MaterialId::kPalmLeaf:
    case MaterialId::kGrassBlade:
    case MaterialId::kLotusLeaf:
    case MaterialId::kPeachBlossom:
    case MaterialId::kRedBlossom:
    case MaterialId::kYellowBlossom:
    case MaterialId::kWhiteBlossom:
    case MaterialId::kLotusFlower:
        // Leaves differ, each is two triangles.
        hit.seed = hash(instance.seed, static_cast<std::uint32_t>(triangle / 2));
        break;
    default:
        break;
    }
    hit.water = false;
}

std::optional<Hit> World::intersect(const Ray& ray, float limit) const {
    std::optional<Hit> ground_hit = intersectGround(ray, limit);
    TriangleHit best;
    best.t = ground_hit ? ground_hit->t : limit;
    const int instance = vr360::sample::intersect(scene_, ray, best);
    if (instance < 0) {
        return ground_hit;
    }
    Hit hit;
    complete(hit, best, instance_of_[static_cast<std::size_t>(instance)], ray);
    return hit;
}

bool World::isOccluded(const Ray& ray, float limit, Occluder& last) const {
    return occluded(scene_, ray, limit, last);
}

std::optional<V3> World::visiblePoint(std::uint16_t object) const {
    const V3 eye = eye_;
    std::vector<V3> seen;
    V3 sum;
    for (const Instance& instance : instances_) {
        const Mesh& mesh = instance.model->mesh;
        const std::size_t faces = mesh.faces.size();
        const std::size_t stride = std::max<std::size_t>(1, faces / 4000);
        for (std::size_t i = 0; i < faces; i += stride) {
            const bool belongs =
                instance.object != 0 ? instance.object == object : mesh.faces[i].object == object;
            if (!belongs) {
                continue;
            }
            const V3 p = instance.place.point((mesh.vertices[mesh.indices[3 * i]].position +
                                               mesh.vertices[mesh.indices[3 * i + 1]].position +
                                               mesh.vertices[mesh.indices[3 * i + 2]].position) *
                                              (1.0F / 3.0F));
            const auto met = intersect({eye, normalized(p - eye)}, 1e5F);
            if (met && met->object == object) {
                seen.push_back(met->position);
                sum += normalized(met->position - eye);
            }
        }
    }
    if (seen.empty()) {
        return std::nullopt;
    }
    // Where it is broad: most rays around the point meet it too. Among equals, the nearest to its
    // middle and to what is seen first; overhead and underfoot only what is nowhere else.
    const V3 ahead = look(0.0F, 0.0F).direction;
    const V3 middle = normalized(sum);
    const std::size_t step = std::max<std::size_t>(1, seen.size() / 150);
    std::optional<V3> best;
    float best_score = -1.0F;
    for (std::size_t i = 0; i < seen.size(); i += step) {
        const V3 d = normalized(seen[i] - eye);
        const float steep = std::abs(d.z) > 0.82F ? 40.0F : 0.0F;
        const float score = static_cast<float>(raysAround(eye, d, object)) + 2.0F * dot(d, middle) +
                            9.0F * dot(d, ahead) - steep;
        if (score > best_score) {
            best_score = score;
            best = seen[i];
        }
    }
    return best;
}

int World::raysAround(V3 eye, V3 direction, std::uint16_t object) const {
    const V3 side = normalized(cross(direction, {0.0F, 0.0F, 1.0F}));
    const V3 up = cross(side, direction);
    int met = 0;
    for (const float spread : {0.0009F, 0.003F, 0.012F, 0.03F}) {
        for (int i = 0; i < 6; ++i) {
            const float turn = 2.0F * kPi * (static_cast<float>(i) + 10.0F * spread) / 6.0F;
            const V3 d =
                direction + side * (spread * std::cos(turn)) + up * (spread * std::sin(turn));
            const auto hit = intersect({eye, normalized(d)}, 1e5F);
            met += hit && hit->object == object ? 1 : 0;
        }
    }
    return met;
}

} // namespace vr360::sample
