#include "packager/publish/checksums.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

const std::string kHash(64, 'a');

TEST(Checksums, ReadsWhatItWrites) {
    const Checksums sums{{"a/b.txt", kHash}, {"tour.json", std::string(64, '0')}};
    const auto read = readChecksums(writeChecksums(sums), "SHA256SUMS");
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(*read, sums);
}

TEST(Checksums, NoFlippedBitPassesUnseen) {
    const Checksums sums{{"a/b.txt", kHash}, {"tour.json", std::string(64, '0')}};
    const std::string text = writeChecksums(sums);
    for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
        std::string broken = text;
        broken[bit / 8] = static_cast<char>(broken[bit / 8] ^ 1 << bit % 8);
        const auto read = readChecksums(broken, "SHA256SUMS");
        EXPECT_TRUE(!read.ok() || *read != sums) << bit;
    }
}

TEST(Checksums, RefusesWithItsNumberAndLine) {
    for (const std::string& text : {kHash + "  a\n" + kHash + " b\n",
                                    kHash + "  a\n" + kHash + "  ../b\n",
                                    kHash + "  a\n" + kHash + "  a\n",
                                    kHash + "  b\n" + kHash + "  a\n",
                                    kHash + "  a\n" + kHash + "  b",
                                    kHash + "  a\n\n"}) {
        const auto read = readChecksums(text, "SHA256SUMS");
        ASSERT_FALSE(read.ok()) << text;
        EXPECT_EQ(read.fault().number, 104);
        EXPECT_EQ(read.fault().where, "SHA256SUMS:2");
    }
}

} // namespace
} // namespace vr360
