#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace vr360::golden {

/// An 8-bit sRGB picture, three bytes a pixel, lines from the top without padding.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb;

    Picture() = default;
    Picture(int w, int h) : width(w), height(h), rgb(std::size_t{3} * w * h) {}

    [[nodiscard]] const std::uint8_t* at(int x, int y) const {
        return rgb.data() + (static_cast<std::size_t>(y) * width + x) * 3;
    }
    [[nodiscard]] std::uint8_t* at(int x, int y) {
        return rgb.data() + (static_cast<std::size_t>(y) * width + x) * 3;
    }
};

/// Decodes a JPEG or PNG file, told apart by content. Transparency is dropped, 16 bits become 8.
/// Empty with a message in `error` when the file cannot be read.
std::optional<Picture> readPicture(const std::filesystem::path& path, std::string& error);

/// Writes a PNG, quickly rather than small. False with a message in `error` on failure.
bool writePng(const std::filesystem::path& path, const Picture& picture, std::string& error);

/// What each stored value stands for: itself (0…255), or linear light (0…1).
std::array<float, 256> decodingTable(bool linear_light);
/// The stored value of a mean of `decodingTable` values, rounded to the nearest.
std::uint8_t encodeSample(float value, bool linear_light);

} // namespace vr360::golden
