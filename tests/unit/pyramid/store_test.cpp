#include "packager/pyramid/panorama_store.h"

#include "packager/pyramid/sha256.h"
#include "tests/unit/pyramid/test_images.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace vr360 {
namespace {

using testing::StartsWith;

class Store : public testing::Test {
protected:
    Store() : grid_(Grid::create(1024, 512).value()) {}

    std::unique_ptr<PanoramaStore> open() {
        auto store = PanoramaStore::open(scratch_.path(), "0123", grid_);
        EXPECT_TRUE(store);
        return std::move(store).value();
    }

    test::ScratchDirectory scratch_;
    Grid grid_;
};

TEST_F(Store, PublishesSortedSumsAndLeavesNothingElse) {
    auto store = open();
    ASSERT_TRUE(store->write({1, 1, 2}, "second"));
    ASSERT_TRUE(store->write({0, 0, 1}, "first"));
    ASSERT_TRUE(store->publish("{}", scratch_.path() / "done"));
    EXPECT_EQ(test::readBytes(scratch_.path() / "done/SHA256SUMS"),
              sha256("first") + "  0/0/1.webp\n" + sha256("second") + "  1/1/2.webp\n" +
                  sha256("{}") + "  pyramid.json\n");
    EXPECT_EQ(test::readBytes(scratch_.path() / "done/1/1/2.webp"), "second");
    EXPECT_FALSE(std::filesystem::exists(scratch_.path() / "done/.finished"));
    EXPECT_FALSE(std::filesystem::exists(scratch_.path() / "0123.partial"));
}

TEST_F(Store, CarriesOnWithTilesWhoseBytesAreStillThere) {
    {
        auto killed = open();
        ASSERT_TRUE(killed->write({0, 0, 0}, "whole"));
        ASSERT_TRUE(killed->write({0, 0, 1}, "to be lost"));
        ASSERT_TRUE(killed->write({1, 0, 0}, "to be cut"));
    }
    scratch_.write("0123.partial/0/0/1.webp", "");
    scratch_.write("0123.partial/1/0/0.webp", "to be");
    scratch_.write("0123.partial/1/0/1.webp", "not in the log");
    std::ofstream(scratch_.path() / "0123.partial/.finished", std::ios::app) << "half a li";

    auto store = open();
    std::int64_t size = 0;
    EXPECT_TRUE(store->reuse({0, 0, 0}, size));
    EXPECT_EQ(size, 5);
    EXPECT_FALSE(store->reuse({0, 0, 1}, size));
    EXPECT_FALSE(store->reuse({1, 0, 0}, size));
    EXPECT_FALSE(store->reuse({1, 0, 1}, size));
}

TEST_F(Store, WriteFaultsCarryTheSystemsReason) {
    scratch_.write("file", "in the way");
    const auto refused = PanoramaStore::open(scratch_.path() / "file", "0123", grid_);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.fault().os_error, ENOTDIR);
    EXPECT_THAT(refused.fault().what, StartsWith("cannot be written"));

    auto store = open();
    const Status nowhere = store->publish("{}", scratch_.path() / "missing/done");
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.fault().os_error, ENOENT);
}

} // namespace
} // namespace vr360
