#include "packager/sample/kinds/composer.h"

#include <array>

namespace vr360::sample {

Composer::Composer(World& w, const Picture& p, float heading)
    : world(w), picture(p), random(hash(std::string_view(p.site))), heading_(heading) {}

Color Composer::cloth() {
    constexpr std::array<unsigned, 9> colors{
        0xc23a34, 0xe8e2d6, 0x3b6ea5, 0xe2b13c, 0x5a8f5c, 0xd77fa1, 0x6b4f8f, 0x2f3b46, 0xe07b39};
    return rgb(colors[static_cast<std::size_t>(random.below(9))]);
}

void Composer::plantAt(Plant kind, V2 at, float scale, std::uint16_t object) {
    if (length(at - picture.eye) < 1.4F) {
        return; // the viewer stands there
    }
    world.add(Instance{plant(kind, random.below(kPlantVariants), length(at) > kCoarseBeyond),
                       placed({at.x, at.y, 0.0F},
                              random.between(0.0F, 2.0F * kPi),
                              scale * random.between(0.9F, 1.1F)),
                       random.next(),
                       object,
                       {}});
}

void Composer::thingAt(
    Thing kind, V2 at, float angle, std::uint16_t object, float z, int variant, float scale) {
    world.add(Instance{thing(kind, variant < 0 ? random.below(kThingVariants) : variant),
                       placed({at.x, at.y, z}, angle, scale),
                       random.next(),
                       object,
                       cloth()});
}

void Composer::personAt(Person kind, V2 at, float angle, float z, std::uint16_t object) {
    if (length(at - picture.eye) < 1.3F) {
        return; // the viewer stands there
    }
    world.add(Instance{person(kind, random.below(kThingVariants)),
                       placed({at.x, at.y, z}, angle, random.between(0.93F, 1.04F)),
                       random.next(),
                       object,
                       cloth()});
}

void Composer::crowd(V2 centre, V2 half, int count) {
    constexpr std::array<Person, 8> kinds{Person::kWalker,
                                          Person::kWalker,
                                          Person::kAoDai,
                                          Person::kChild,
                                          Person::kWalker,
                                          Person::kFarmer,
                                          Person::kAoDai,
                                          Person::kWalker};
    for (int i = 0; i < count; ++i) {
        const V2 at{centre.x + random.between(-half.x, half.x),
                    centre.y + random.between(-half.y, half.y)};
        if (length(at - picture.eye) < 3.4F || world.water().distance(at) > -0.8F) {
            continue;
        }
        const float angle = random.between(0.0F, 2.0F * kPi);
        const Person kind = kinds[static_cast<std::size_t>(random.below(8))];
        personAt(kind, at, angle);
        if (random.chance(0.45F)) {
            personAt(random.chance(0.3F) ? Person::kChild : Person::kWalker,
                     at + V2{0.62F * std::cos(angle), 0.62F * std::sin(angle)},
                     angle + random.between(-0.2F, 0.2F));
        }
    }
}

void Composer::ground(V2 centre, V2 half, MaterialId material, float angle) {
    world.add(GroundPatch{centre, half, angle, material});
}

void Composer::alongShore(float step,
                          float inset,
                          float reach,
                          const std::function<void(V2, float)>& place) {
    const WaterMap& water = world.water();
    const auto settle = [&](V2 p) {
        for (int i = 0; i < 6; ++i) {
            p = p - water.gradient(p) * (water.distance(p) + inset);
        }
        return p;
    };
    const V2 start = settle({0.0F, 0.0F});
    if (length(start) > reach) {
        return;
    }
    for (const float way : {-1.0F, 1.0F}) {
        V2 p = start;
        for (float along = 0.0F; along < reach; along += step) {
            const V2 g = water.gradient(p);
            if (way > 0.0F || along > 0.0F) {
                place(p, std::atan2(g.y, g.x) + 0.5F * kPi);
            }
            p = settle(p + V2{-g.y, g.x} * (way * step));
        }
    }
}

void Composer::promenade(Plant tree, float reach) {
    alongShore(2.0F, 0.35F, reach, [&](V2 p, float angle) {
        world.add(Instance{thing(Thing::kRailing), placed({p.x, p.y, 0.0F}, angle), 1U, 0, {}});
    });
    int index = 0;
    alongShore(11.0F, 1.4F, reach, [&](V2 p, float angle) {
        const bool in_front = p.y > 0.0F && std::abs(p.x) < 0.3F * p.y + 0.5F && p.y < 12.0F;
        if (length(p) > 3.0F && !in_front) {
            thingAt(Thing::kLampPost, p, angle, 0, 0.0F, 0);
        }
    });
    alongShore(7.5F, 3.4F, reach, [&](V2 p, float angle) {
        if (length(p) < 4.0F) {
            return;
        }
        if (++index % 3 == 0) {
            thingAt(Thing::kBench, p, angle);
        } else {
            plantAt(tree, p, random.between(0.8F, 1.05F));
        }
    });
}

void Composer::houseRow(V2 from, V2 to, bool shops, int low, int high) {
    const V2 along = to - from;
    const float total = length(along);
    const V2 d = along * (1.0F / total);
    const float angle = std::atan2(d.y, d.x);
    float at = 0.0F;
    while (at < total) {
        const float width = std::round(random.between(3.6F, 5.6F) * 5.0F) / 5.0F;
        MeshBuilder b(2.0F);
        const V2 p = from + d * (at + 0.5F * width);
        b.transform = placed({p.x, p.y, 0.0F}, angle);
        TubeHouseShape house;
        house.width = width;
        house.depth = random.between(11.0F, 15.0F);
        house.storeys = low + random.below(high - low + 1);
        house.shop = shops && random.chance(0.85F);
        house.seed = random.next();
        b.object = mesh.object;
        addTubeHouse(b, house);
        world.add(b.take(), house.seed);
        at += width;
    }
}

void Composer::boats(int sampans, int swans) {
    const WaterMap& water = world.water();
    const auto sail = [&](Thing kind, float near, float far) {
        for (int attempt = 0; attempt < 60; ++attempt) {
            const float turn = random.between(0.0F, 2.0F * kPi);
            const float away = random.between(near, far);
            const V2 p{away * std::cos(turn), away * std::sin(turn)};
            if (water.distance(p) > 4.0F) {
                thingAt(kind, p, random.between(0.0F, 2.0F * kPi), 0, kWaterLevel);
                return;
            }
        }
    };
    for (int i = 0; i < sampans; ++i) {
        sail(Thing::kBasketBoat, 14.0F, 110.0F);
    }
    for (int i = 0; i < swans; ++i) {
        sail(Thing::kSwanBoat, 18.0F, 140.0F);
    }
}

void Composer::flush() {
    if (!mesh.mesh().faces.empty()) {
        world.add(mesh.take(), random.next());
        mesh = MeshBuilder(0.9F);
    }
}

} // namespace vr360::sample
