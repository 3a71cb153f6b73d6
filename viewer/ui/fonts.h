#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct ImFont;
struct ImFontAtlas;

namespace vr360 {

/// A font file in memory, or one on disk.
struct FontFile {
    std::string path;  ///< of a system font; empty: `bytes`
    int face = 0;      ///< which of a collection
    std::string bytes; ///< of a package's font
    int weight = 400;
};

/// Noto of the system, where it is installed: Latin first, then Chinese.
std::vector<FontFile> systemFonts();

/// Letters of all sizes that the interface uses, in one picture of coverage bytes.
struct FontSet {
    struct AtlasDeleter {
        void operator()(ImFontAtlas* atlas) const;
    };
    std::unique_ptr<ImFontAtlas, AtlasDeleter> atlas;
    ImFont* small = nullptr;
    ImFont* body = nullptr;
    ImFont* title = nullptr;
    ImFont* subtitle = nullptr;
    float scale = 1.0F;
    const unsigned char* pixels = nullptr; ///< owned by the atlas
    int width = 0;
    int height = 0;
    std::string characters; ///< that it was made for
};

/// The distinct characters of a text that can be drawn, in order, as UTF-8.
std::string distinctCharacters(std::string_view text);

/// Draws all `characters` (and ASCII) in all sizes. Takes tens of milliseconds for Chinese, so it
/// is meant for a background thread; touches nothing shared.
FontSet buildFonts(const std::vector<FontFile>& files, std::string characters, float scale);

} // namespace vr360
