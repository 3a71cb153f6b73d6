#include "packager/pyramid/band_memory.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

TEST(BandMemory, HandsReturnedBlocksOutAgain) {
    BandMemory memory(1 << 20);
    std::uint8_t* first = nullptr;
    {
        const BandMemory::Block block = memory.take(10000);
        first = block.bytes();
        EXPECT_EQ(memory.inUse(), 10000U);
    }
    EXPECT_EQ(memory.inUse(), 0U);
    const BandMemory::Block again = memory.take(10000);
    EXPECT_EQ(again.bytes(), first);
    const BandMemory::Block other = memory.take(10000);
    EXPECT_NE(other.bytes(), first);
}

TEST(BandMemory, GoesBeyondItsLimitRatherThanFail) {
    BandMemory memory(1000);
    BandMemory::Block one = memory.take(900);
    BandMemory::Block two = memory.take(900);
    two.bytes()[899] = 1;
    EXPECT_EQ(memory.inUse(), 1800U);
    one = std::move(two);
    EXPECT_EQ(memory.inUse(), 900U);
    EXPECT_EQ(one.bytes()[899], 1);
}

} // namespace
} // namespace vr360
