#include "core/tiles/tile_store.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace vr360 {
namespace {

TileKey tile(int level, int row, int column, std::uint32_t panorama = 1) {
    return {panorama, {std::int16_t(level), std::int16_t(row), std::int16_t(column)}};
}

std::vector<TileStore::Want> wants(std::initializer_list<TileKey> keys) {
    std::vector<TileStore::Want> all;
    for (const TileKey& key : keys) {
        all.push_back({key});
    }
    return all;
}

StoreParams small() {
    StoreParams params;
    params.layers = 16;
    params.max_loading = 3;
    params.uploads_a_frame = 2;
    return params;
}

/// Loads everything that is asked for until nothing more happens.
void settle(TileStore& store, const std::vector<TileStore::Want>& all) {
    StoreActions actions;
    for (int i = 0; i < 100; ++i) {
        store.update(all, 0.0, actions);
        for (const LoadRequest& request : actions.start) {
            store.decoded(request.number);
        }
    }
}

TEST(TileStore, StartsInOrderAndNoMoreThanAllowed) {
    TileStore store(small());
    StoreActions actions;
    store.update(wants({tile(0, 0, 0), tile(2, 1, 1), tile(2, 1, 2), tile(2, 1, 3)}), 0.0, actions);
    ASSERT_EQ(actions.start.size(), 3U);
    EXPECT_EQ(actions.start[0].key, tile(0, 0, 0));
    EXPECT_EQ(actions.start[1].key, tile(2, 1, 1));
    EXPECT_EQ(actions.start[2].key, tile(2, 1, 2));
    EXPECT_EQ(store.loadingCount(), 3);
    const auto first = actions.start[0].number;
    store.update(wants({tile(0, 0, 0), tile(2, 1, 1), tile(2, 1, 2), tile(2, 1, 3)}), 0.0, actions);
    EXPECT_TRUE(actions.start.empty()) << "nothing is asked for twice";
    EXPECT_TRUE(store.decoded(first));
    EXPECT_FALSE(store.decoded(first)) << "an answer counts once";
    store.update(wants({tile(0, 0, 0), tile(2, 1, 1), tile(2, 1, 2), tile(2, 1, 3)}), 0.0, actions);
    ASSERT_EQ(actions.upload.size(), 1U);
    EXPECT_EQ(actions.upload[0].key, tile(0, 0, 0));
    ASSERT_EQ(actions.start.size(), 1U);
    EXPECT_EQ(actions.start[0].key, tile(2, 1, 3));
    EXPECT_EQ(store.layerOf(tile(0, 0, 0)), actions.upload[0].layer);
}

TEST(TileStore, UploadsWithinTheBudgetOfAFrameBestFirst) {
    TileStore store(small());
    StoreActions actions;
    const auto all = wants({tile(1, 0, 0), tile(1, 0, 1), tile(1, 0, 2)});
    store.update(all, 0.0, actions);
    const auto requests = actions.start;
    for (auto it = requests.rbegin(); it != requests.rend(); ++it) {
        store.decoded(it->number);
    }
    store.update(all, 0.0, actions);
    ASSERT_EQ(actions.upload.size(), 2U);
    EXPECT_EQ(actions.upload[0].key, tile(1, 0, 0));
    EXPECT_EQ(actions.upload[1].key, tile(1, 0, 1));
    EXPECT_TRUE(store.uploadsWaiting());
    store.update(all, 0.0, actions);
    ASSERT_EQ(actions.upload.size(), 1U);
    EXPECT_FALSE(store.uploadsWaiting());
}

TEST(TileStore, CancelsWhatIsNoLongerWantedAndIgnoresItsLateAnswer) {
    TileStore store(small());
    StoreActions actions;
    store.update(wants({tile(1, 0, 0)}), 0.0, actions);
    const auto number = actions.start.at(0).number;
    store.update(wants({tile(1, 0, 1)}), 0.0, actions);
    ASSERT_EQ(actions.cancel.size(), 1U);
    EXPECT_EQ(actions.cancel[0], number);
    EXPECT_FALSE(store.decoded(number));
    store.failed(number, 0.0, true);
    EXPECT_FALSE(store.givenUp(tile(1, 0, 0)));
    store.update(wants({tile(1, 0, 0)}), 0.0, actions);
    ASSERT_EQ(actions.start.size(), 1U);
    EXPECT_NE(actions.start[0].number, number);
}

TEST(TileStore, LeastRecentlyWantedGivesWayAndNeverAWantedOrPinnedOne) {
    TileStore store(small());
    store.pin(1, true);
    settle(store, wants({tile(-1, 0, 0), tile(0, 0, 0), tile(0, 0, 1)}));
    for (int c = 0; c < 13; ++c) {
        settle(store, wants({tile(3, 0, c)}));
    }
    EXPECT_EQ(store.residentCount(), 16);
    settle(store, wants({tile(3, 0, 0), tile(3, 0, 99)}));
    EXPECT_EQ(store.residentCount(), 16);
    EXPECT_EQ(store.layerOf(tile(3, 0, 1)), -1) << "the one wanted longest ago went";
    EXPECT_GE(store.layerOf(tile(3, 0, 0)), 0);
    EXPECT_GE(store.layerOf(tile(3, 0, 99)), 0);
    EXPECT_GE(store.layerOf(tile(-1, 0, 0)), 0);
    EXPECT_GE(store.layerOf(tile(0, 0, 1)), 0);
}

TEST(TileStore, WantsBeyondTheLayersAreLeftOut) {
    TileStore store(small());
    std::vector<TileStore::Want> all;
    for (int c = 0; c < 40; ++c) {
        all.push_back({tile(4, 0, c)});
    }
    settle(store, all);
    EXPECT_EQ(store.residentCount(), 16);
    for (int c = 0; c < 16; ++c) {
        EXPECT_GE(store.layerOf(tile(4, 0, c)), 0) << "the best ones are there";
    }
    EXPECT_EQ(store.loadingCount(), 0);
}

TEST(TileStore, TriesAgainLaterAndLaterThenGivesUp) {
    StoreParams params = small();
    params.retry_first = 1.0;
    params.retry_last = 3.0;
    params.max_tries = 4;
    TileStore store(params);
    StoreActions actions;
    const auto all = wants({tile(1, 0, 0)});
    double now = 0.0;
    std::vector<double> starts;
    for (; now < 30.0; now += 0.25) {
        store.update(all, now, actions);
        for (const LoadRequest& request : actions.start) {
            starts.push_back(now);
            store.failed(request.number, now, false);
        }
    }
    EXPECT_EQ(starts, (std::vector<double>{0.0, 1.0, 3.0, 6.0}));
    EXPECT_TRUE(store.givenUp(tile(1, 0, 0)));
    store.forgive(1);
    store.update(all, now, actions);
    EXPECT_EQ(actions.start.size(), 1U);
}

TEST(TileStore, SaysWhenTheNextTryIsDue) {
    TileStore store(small());
    StoreActions actions;
    store.update(wants({tile(1, 0, 0)}), 10.0, actions);
    EXPECT_FALSE(store.nextRetry());
    store.failed(actions.start.at(0).number, 10.0, false);
    ASSERT_TRUE(store.nextRetry());
    EXPECT_DOUBLE_EQ(*store.nextRetry(), 10.5);
}

TEST(TileStore, ABrokenFileIsNotTriedAgain) {
    TileStore store(small());
    StoreActions actions;
    store.update(wants({tile(1, 0, 0)}), 0.0, actions);
    store.failed(actions.start.at(0).number, 0.0, true);
    store.update(wants({tile(1, 0, 0)}), 100.0, actions);
    EXPECT_TRUE(actions.start.empty());
    EXPECT_TRUE(store.givenUp(tile(1, 0, 0)));
    EXPECT_FALSE(store.nextRetry());
}

TEST(TileStore, KeepsWithoutLoadingWhatOnlyFadesOut) {
    TileStore store(small());
    settle(store, wants({tile(1, 0, 0)}));
    StoreActions actions;
    const std::vector<TileStore::Want> fading = {{tile(1, 0, 0), false}, {tile(1, 0, 1), false}};
    store.update(fading, 0.0, actions);
    EXPECT_TRUE(actions.start.empty());
    EXPECT_GE(store.layerOf(tile(1, 0, 0)), 0);
}

TEST(TileStore, ForgetsAPanoramaWhole) {
    TileStore store(small());
    settle(store, wants({tile(1, 0, 0, 1), tile(1, 0, 0, 2)}));
    StoreActions actions;
    store.update(wants({tile(1, 0, 5, 1)}), 0.0, actions);
    const auto number = actions.start.at(0).number;
    store.forget(1);
    EXPECT_EQ(store.residentCount(), 1);
    EXPECT_EQ(store.loadingCount(), 0);
    store.update({}, 0.0, actions);
    EXPECT_EQ(actions.cancel, std::vector<std::uint32_t>{number});
    EXPECT_FALSE(store.decoded(number));
}

TEST(TileStore, AfterContextLossEverythingIsLoadedAnew) {
    TileStore store(small());
    const auto all = wants({tile(1, 0, 0), tile(1, 0, 1)});
    settle(store, all);
    EXPECT_EQ(store.residentCount(), 2);
    store.dropLayers();
    EXPECT_EQ(store.residentCount(), 0);
    settle(store, all);
    EXPECT_EQ(store.residentCount(), 2);
}

/// Plays a long random visit and checks what must hold after every step.
TEST(TileStore, HoldsItsPromisesThroughARandomVisit) {
    std::mt19937 random(12);
    StoreParams params = small();
    params.layers = 20;
    TileStore store(params);
    StoreActions actions;
    std::set<std::uint32_t> under_way;
    std::set<std::uint32_t> decoded;
    std::map<int, TileKey> layers;
    std::set<std::uint32_t> used;
    double now = 0.0;
    for (int step = 0; step < 20000; ++step) {
        now += 0.016;
        std::vector<TileStore::Want> all;
        const auto at = static_cast<int>(random() % 60);
        const std::uint32_t panorama = 1 + (step / 500) % 3;
        all.push_back({tile(-1, 0, 0, panorama)});
        for (int i = 0; i < 1 + static_cast<int>(random() % 30); ++i) {
            all.push_back({tile(1 + i % 3, 0, at + i, panorama), random() % 10 != 0});
        }
        if (step % 500 == 0) {
            store.pin(panorama, true);
            if (panorama > 1) {
                store.pin(panorama - 1, false);
            }
        }
        if (random() % 700 == 0) {
            store.dropLayers();
            layers.clear();
        }
        store.update(all, now, actions);
        for (const std::uint32_t number : actions.cancel) {
            ASSERT_TRUE(under_way.erase(number) + decoded.erase(number) == 1);
        }
        ASSERT_LE(static_cast<int>(actions.upload.size()), params.uploads_a_frame);
        std::set<int> filled;
        for (const Upload& upload : actions.upload) {
            ASSERT_TRUE(decoded.erase(upload.number)) << "uploads have pixels";
            ASSERT_TRUE(filled.insert(upload.layer).second) << "a layer is filled once a frame";
            ASSERT_GE(upload.layer, 0);
            ASSERT_LT(upload.layer, params.layers);
            layers[upload.layer] = upload.key;
        }
        for (const LoadRequest& request : actions.start) {
            ASSERT_TRUE(used.insert(request.number).second) << "numbers are never used twice";
            under_way.insert(request.number);
        }
        ASSERT_LE(static_cast<int>(under_way.size()), params.max_loading);
        for (const auto& [layer, key] : layers) {
            const int now_in = store.layerOf(key);
            ASSERT_TRUE(now_in == layer || now_in == -1 || layers[now_in] == key);
        }
        for (auto it = under_way.begin(); it != under_way.end();) {
            const auto number = *it;
            switch (random() % 4) {
            case 0:
                ASSERT_TRUE(store.decoded(number));
                decoded.insert(number);
                it = under_way.erase(it);
                break;
            case 1:
                store.failed(number, now, random() % 20 == 0);
                it = under_way.erase(it);
                break;
            default:
                ++it;
            }
        }
    }
    for (const std::uint32_t panorama : {1U, 2U, 3U}) {
        store.forget(panorama);
    }
    EXPECT_EQ(store.residentCount(), 0);
    EXPECT_EQ(store.loadingCount(), 0);
    EXPECT_FALSE(store.uploadsWaiting());
}

} // namespace
} // namespace vr360
