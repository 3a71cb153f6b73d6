#include "packager/sample/render/mesh.h"
#include "packager/sample/render/random.h"
#include "packager/sample/render/sky.h"

#include <gtest/gtest.h>

namespace vr360::sample {
namespace {

Mesh scatteredTriangles(int count) {
    MeshBuilder b;
    Random random(7);
    const auto point = [&](V3 around, float reach) {
        return around + V3{random.between(-reach, reach),
                           random.between(-reach, reach),
                           random.between(-reach, reach)};
    };
    for (int i = 0; i < count; ++i) {
        const V3 centre = point({}, 10.0F);
        b.triangle(point(centre, 1.5F), point(centre, 1.5F), point(centre, 1.5F));
    }
    return b.take();
}

/// Möller–Trumbore again, one triangle at a time, in double precision.
double slowDistance(const Mesh& mesh, const Ray& ray) {
    double nearest = 1e30;
    for (std::size_t i = 0; i < mesh.faces.size(); ++i) {
        const V3 a = mesh.vertices[mesh.indices[3 * i]].position;
        const V3 e1 = mesh.vertices[mesh.indices[3 * i + 1]].position - a;
        const V3 e2 = mesh.vertices[mesh.indices[3 * i + 2]].position - a;
        const V3 p = cross(ray.direction, e2);
        const double determinant = static_cast<double>(dot(e1, p));
        const V3 s = ray.origin - a;
        const double u = static_cast<double>(dot(s, p)) / determinant;
        const V3 q = cross(s, e1);
        const double v = static_cast<double>(dot(ray.direction, q)) / determinant;
        const double t = static_cast<double>(dot(e2, q)) / determinant;
        if (u >= 0 && v >= 0 && u + v <= 1 && t > 0) {
            nearest = std::min(nearest, t);
        }
    }
    return nearest;
}

TEST(Trace, FindsTheNearestTriangleLikeASearchThroughAll) {
    const Mesh mesh = scatteredTriangles(700);
    const Model model = makeModel(mesh);
    // Half a turn and twice the size, so that the instance's transform counts.
    const TracedInstance instance{
        {{-0.5F, 0.0F, 0.0F}, {0.0F, -0.5F, 0.0F}, {0.0F, 0.0F, 0.5F}, {1.0F, 0.0F, 0.0F}},
        model.tree.nodes.data(),
        model.tree.blocks.data()};
    const Box box{{-40.0F, -40.0F, -40.0F}, {40.0F, 40.0F, 40.0F}};
    const Bvh top = buildBvh(std::span(&box, 1), 1);
    const TracedScene scene{top.nodes.data(), &instance};
    Random random(11);
    int met = 0;
    Occluder last; // goes from ray to ray, and may never change an answer
    for (int i = 0; i < 3000; ++i) {
        const V3 d = normalized({random.between(-1.0F, 1.0F),
                                 random.between(-1.0F, 1.0F),
                                 random.between(-1.0F, 1.0F)});
        const Ray ray{
            {random.between(-3.0F, 3.0F), random.between(-3.0F, 3.0F), random.between(-3.0F, 3.0F)},
            d};
        const Ray local{instance.inverse.point(ray.origin),
                        instance.inverse.direction(ray.direction)};
        const double expected = slowDistance(mesh, local);
        TriangleHit hit;
        const bool found = intersect(scene, ray, hit) == 0;
        ASSERT_EQ(found, expected < 1e30) << i;
        EXPECT_EQ(occluded(scene, ray, 1e9F, last), found) << i;
        if (found) {
            ++met;
            EXPECT_NEAR(static_cast<double>(hit.t), expected, 1e-3 * (1.0 + expected)) << i;
            EXPECT_FALSE(occluded(scene, ray, hit.t * 0.999F, last)) << i;
        }
    }
    EXPECT_GT(met, 1000);
}

TEST(Trace, EmptySceneMeetsNothing) {
    TriangleHit hit;
    EXPECT_EQ(intersect(TracedScene{}, {{}, {0.0F, 1.0F, 0.0F}}, hit), -1);
    Occluder last;
    EXPECT_FALSE(occluded(TracedScene{}, {{}, {0.0F, 1.0F, 0.0F}}, 10.0F, last));
}

/// Mirrored rays come out a rounding error longer than one, straight up above all.
TEST(SkyDome, IsLikeTheSkyAndTakesAnyDirection) {
    SkySettings settings;
    settings.to_sun = normalized({0.3F, 0.2F, 0.8F});
    settings.clouds = 0.0F;
    const Sky sky(settings);
    const SkyDome dome(sky, 256);
    for (const V3 up : {V3{0.0F, 0.0F, 1.0000002F}, V3{1e-4F, -1e-4F, 1.0000001F}}) {
        EXPECT_NEAR(dome.at(up).z, sky.withoutSun({0.0F, 0.0F, 1.0F}).z, 0.01F);
    }
    Random random(3);
    for (int i = 0; i < 500; ++i) {
        const V3 d = normalized({random.between(-1.0F, 1.0F),
                                 random.between(-1.0F, 1.0F),
                                 random.between(0.05F, 1.0F)});
        const Color exact = sky.withoutSun(d);
        EXPECT_NEAR(luminance(dome.at(d)), luminance(exact), 0.03F * luminance(exact)) << i;
    }
}

} // namespace
} // namespace vr360::sample
