#include "core/stage/stage.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace vr360 {
namespace {

Grid gridOf(int width) {
    return std::move(Grid::create(width, width / 2)).value();
}

/// Loader and textures in one: counts every object it holds, so that a leak shows.
class FakeBackend {
public:
    explicit FakeBackend(Stage& stage) : stage_(stage) {}

    /// One frame: carries out its actions, and answers `answers` requests.
    const Frame& step(double now, int answers = 1000) {
        const Frame& frame = stage_.frame(now);
        for (const Upload& upload : frame.actions->upload) {
            EXPECT_EQ(pixels_.erase(upload.number), 1U) << "uploaded without pixels";
            layers_[upload.layer] = upload.key;
        }
        for (const std::uint32_t number : frame.actions->cancel) {
            EXPECT_EQ(loading_.erase(number) + pixels_.erase(number), 1U);
        }
        for (const LoadRequest& request : frame.actions->start) {
            EXPECT_TRUE(loading_.insert(request.number).second);
        }
        while (answers-- > 0 && !loading_.empty()) {
            const auto number = *loading_.begin();
            loading_.erase(loading_.begin());
            if (refuse_) {
                stage_.failed(number, now, true);
            } else if (stage_.decoded(number)) {
                pixels_.insert(number);
            }
        }
        return frame;
    }
    [[nodiscard]] std::size_t held() const { return loading_.size() + pixels_.size(); }
    void refuse(bool refuse) { refuse_ = refuse; }
    [[nodiscard]] TileKey keyIn(int layer) const { return layers_.at(layer); }

private:
    Stage& stage_;
    std::set<std::uint32_t> loading_;
    std::set<std::uint32_t> pixels_;
    std::map<int, TileKey> layers_;
    bool refuse_ = false;
};

double settle(Stage& stage, FakeBackend& backend, double now) {
    static_cast<void>(stage);
    for (int i = 0; i < 1000; ++i, now += 1.0 / 60.0) {
        if (const Frame& frame = backend.step(now); frame.settled && !frame.moving) {
            return now;
        }
    }
    ADD_FAILURE() << "never settled";
    return now;
}

TEST(Stage, DrawsNothingBeforeAScene) {
    Stage stage({});
    const Frame& frame = stage.frame(0.0);
    EXPECT_TRUE(frame.patches.empty());
    EXPECT_FALSE(frame.settled);
}

TEST(Stage, IsSettledWhenEveryTileOfTheViewIsDrawn) {
    Stage stage({});
    FakeBackend backend(stage);
    stage.resize({1280, 720});
    stage.show(1, gridOf(8192), {}, {30, 0, 70});
    const Frame& first = backend.step(0.0);
    EXPECT_FALSE(first.settled);
    settle(stage, backend, 0.02);
    const Frame& frame = backend.step(5.0);
    EXPECT_TRUE(frame.settled);
    ASSERT_FALSE(frame.patches.empty());
    for (const Patch& patch : frame.patches) {
        EXPECT_GT(backend.keyIn(static_cast<int>(patch.layer)).id.level, 0);
    }
    EXPECT_EQ(backend.held(), 0U);
}

TEST(Stage, TheFirstPixelsAreOfThePreview) {
    Stage stage({});
    FakeBackend backend(stage);
    stage.resize({1280, 720});
    stage.show(1, gridOf(8192), {}, {0, 0, 90});
    const Frame& asked = stage.frame(0.0);
    ASSERT_FALSE(asked.actions->start.empty());
    const LoadRequest request = asked.actions->start[0];
    EXPECT_EQ(request.key.id, kPreviewTile);
    EXPECT_TRUE(stage.decoded(request.number));
    const Frame& frame = stage.frame(0.02);
    EXPECT_FALSE(frame.patches.empty());
    EXPECT_TRUE(frame.changed);
}

TEST(Stage, WhenNothingHappensNothingIsDrawn) {
    Stage stage({});
    FakeBackend backend(stage);
    stage.resize({1280, 720});
    stage.show(1, gridOf(4096), {}, {0, 0, 90});
    double now = settle(stage, backend, 0.0);
    for (int i = 0; i < 10; ++i) {
        now += 0.5;
        const Frame& frame = backend.step(now);
        EXPECT_FALSE(frame.changed);
        EXPECT_FALSE(frame.moving);
        EXPECT_TRUE(frame.settled);
    }
    View view = stage.view();
    view.yaw += 1.0;
    stage.control().setView(view);
    EXPECT_TRUE(backend.step(now + 1.0).changed);
}

TEST(Stage, TilesThatDoNotExistDoNotKeepItWaiting) {
    Stage stage({});
    FakeBackend backend(stage);
    stage.resize({1280, 720});
    stage.show(1, gridOf(8192), {}, {0, 0, 90});
    for (int i = 0; i < 3; ++i) {
        backend.step(i * 0.02);
    }
    backend.refuse(true);
    View view = stage.view();
    view.yaw = 120.0;
    stage.control().setView(view);
    double now = 1.0;
    bool settled = false;
    for (int i = 0; i < 200 && !settled; ++i, now += 0.02) {
        settled = backend.step(now).settled;
    }
    EXPECT_TRUE(settled);
}

TEST(Stage, FadesOverOnlyWhenTheNewSceneHasAPicture) {
    Stage stage({});
    FakeBackend backend(stage);
    stage.resize({1280, 720});
    stage.show(1, gridOf(8192), {}, {10, 0, 90});
    double now = settle(stage, backend, 0.0) + 1.0;
    stage.show(2, gridOf(8192), {}, {100, 0, 90});
    for (int i = 0; i < 5; ++i, now += 0.2) {
        const Frame& frame = backend.step(now, 0); // the network is silent
        EXPECT_GT(frame.fade_from, 0U) << "the old scene stays";
        EXPECT_EQ(frame.patches.size(), frame.fade_from);
    }
    bool blended = false;
    for (int i = 0; i < 60; ++i, now += 0.02) {
        const Frame& frame = backend.step(now);
        if (frame.fade_from > 0 && frame.patches.size() > frame.fade_from) {
            const float opacity = frame.patches[frame.fade_from].opacity;
            blended = blended || (opacity > 0.1F && opacity < 0.9F);
        }
    }
    EXPECT_TRUE(blended);
    now = settle(stage, backend, now);
    const Frame& done = backend.step(now + 1.0);
    EXPECT_EQ(done.fade_from, done.patches.size());
    for (const Patch& patch : done.patches) {
        EXPECT_EQ(backend.keyIn(static_cast<int>(patch.layer)).panorama, 2U);
        EXPECT_EQ(patch.opacity, 1.0F);
    }
}

TEST(Stage, WhatFadesOutStaysWhereItWasOnTheScreen) {
    Stage stage({});
    FakeBackend backend(stage);
    stage.resize({1280, 720});
    stage.show(1, gridOf(4096), {}, {10, 0, 90});
    const double now = settle(stage, backend, 0.0) + 1.0;
    const auto extent = [](std::span<const Patch> patches, double yaw) {
        double low = 1e9;
        for (const Patch& patch : patches) {
            low =
                std::min(low, std::abs(yawDifference(yaw, degrees((patch.lon0 + patch.lon1) / 2))));
        }
        return low;
    };
    stage.control().setView({11, 0, 90});
    const double before = extent(backend.step(now).patches, 11);
    stage.show(2, gridOf(4096), {}, {101, 0, 90});
    const Frame& frame = backend.step(now + 0.1, 0);
    EXPECT_NEAR(extent(frame.patches.first(frame.fade_from), 101), before, 0.01);
}

TEST(Stage, FetchesWhatMayComeNextOnlyWhenItHasAllItNeeds) {
    Stage stage({});
    FakeBackend backend(stage);
    stage.resize({1280, 720});
    stage.show(1, gridOf(4096), {}, {0, 0, 90});
    stage.prepare(2, gridOf(4096), {50, 0, 90});
    double now = 0.0;
    bool met = false;
    for (int i = 0; i < 400; ++i, now += 0.02) {
        const Frame& frame = backend.step(now);
        for (const LoadRequest& request : frame.actions->start) {
            if (request.key.panorama == 2) {
                EXPECT_TRUE(frame.settled);
            }
        }
        if (met) {
            EXPECT_FALSE(frame.changed) << "what is prepared shows nowhere yet";
        }
        met = met || (frame.settled && !frame.moving);
    }
    EXPECT_TRUE(met);
    stage.show(2, gridOf(4096), {}, {50, 0, 90});
    int frames = 0;
    for (; frames < 120; ++frames, now += 0.02) {
        const Frame& frame = backend.step(now);
        EXPECT_TRUE(frame.actions->start.empty()) << "all was there already";
        if (frame.settled) {
            break;
        }
    }
    EXPECT_LT(frames * 0.02, 0.8) << "no longer than the fade";
}

TEST(Stage, HoldsNothingAfterAHundredScenes) {
    StageParams params;
    params.store.layers = 64;
    Stage stage(params);
    FakeBackend backend(stage);
    stage.resize({1280, 720});
    double now = 0.0;
    for (std::uint32_t scene = 1; scene <= 100; ++scene) {
        stage.show(scene, gridOf(scene % 2 ? 8192 : 4096), {}, {scene * 7.0, 0, 80});
        now = settle(stage, backend, now) + 0.1;
        EXPECT_LE(stage.store().residentCount(), 64);
    }
    for (std::uint32_t scene = 1; scene <= 100; ++scene) {
        stage.store().forget(scene);
    }
    EXPECT_EQ(stage.store().residentCount(), 0);
    EXPECT_EQ(backend.held(), 0U);
}

} // namespace
} // namespace vr360
