#include "packager/pyramid/srgb.h"

#include <array>
#include <cmath>
#include <vector>

namespace vr360 {
namespace {

double linearOf(double encoded) {
    return encoded <= 0.04045 ? encoded / 12.92 : std::pow((encoded + 0.055) / 1.055, 2.4);
}

double encodedOf(double linear) {
    return linear <= 0.0031308 ? linear * 12.92 : 1.055 * std::pow(linear, 1.0 / 2.4) - 0.055;
}

using Linear8 = std::array<std::uint16_t, 256>;

const Linear8& linear8() {
    static const Linear8 kTable = [] {
        Linear8 table{};
        for (std::size_t i = 0; i < table.size(); ++i) {
            table[i] = static_cast<std::uint16_t>(
                std::lround(65535.0 * linearOf(static_cast<double>(i) / 255.0)));
        }
        return table;
    }();
    return kTable;
}

const std::vector<std::uint16_t>& linear16() {
    static const std::vector<std::uint16_t> kTable = [] {
        std::vector<std::uint16_t> table(65536);
        for (std::size_t i = 0; i < table.size(); ++i) {
            table[i] = static_cast<std::uint16_t>(
                std::lround(65535.0 * linearOf(static_cast<double>(i) / 65535.0)));
        }
        return table;
    }();
    return kTable;
}

const std::vector<std::uint8_t>& encoded8() {
    static const std::vector<std::uint8_t> kTable = [] {
        std::vector<std::uint8_t> table(65536);
        for (std::size_t i = 0; i < table.size(); ++i) {
            table[i] = static_cast<std::uint8_t>(
                std::lround(255.0 * encodedOf(static_cast<double>(i) / 65535.0)));
        }
        return table;
    }();
    return kTable;
}

} // namespace

void linearFromSrgb8(const std::uint8_t* in, std::uint16_t* out, std::size_t count) {
    const std::uint16_t* const table = linear8().data();
    for (std::size_t i = 0; i < count; ++i) {
        out[i] = table[in[i]];
    }
}

void linearFromSrgb16(const std::uint16_t* in, std::uint16_t* out, std::size_t count) {
    const std::uint16_t* const table = linear16().data();
    for (std::size_t i = 0; i < count; ++i) {
        out[i] = table[in[i]];
    }
}

void srgb8FromLinear(const std::uint16_t* in, std::uint8_t* out, std::size_t count) {
    const std::uint8_t* const table = encoded8().data();
    for (std::size_t i = 0; i < count; ++i) {
        out[i] = table[in[i]];
    }
}

void srgb8FromSrgb16(const std::uint16_t* in, std::uint8_t* out, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        // 65535 = 255 · 257, so this is exact rounding.
        out[i] = static_cast<std::uint8_t>((in[i] + 128U) / 257U);
    }
}

} // namespace vr360
