#include "viewer/ui/fonts.h"

#include <imgui.h>
#include <imgui_freetype.h>

#include <algorithm>
#include <cmath>
#include <fcntl.h>
#include <set>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace vr360 {
namespace {

// Heights of a line, which with Noto are 1.36 times the size that printers speak of.
constexpr float kSmallPixels = 21.0F;
constexpr float kBodyPixels = 25.0F;
constexpr float kTitlePixels = 29.0F;
constexpr float kSubtitlePixels = 36.0F;

/// A font file in memory for as long as letters are made from it. Collections of Chinese letters
/// are large, but few of their pages are needed: mapping reads only those.
class FontBytes {
public:
    explicit FontBytes(const FontFile& file) : data_(file.bytes.data()), size_(file.bytes.size()) {
        if (file.path.empty())
            return;
        const int descriptor = ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC);
        struct stat status {};
        if (descriptor >= 0 && ::fstat(descriptor, &status) == 0 && status.st_size > 0) {
            void* mapped = ::mmap(nullptr,
                                  static_cast<std::size_t>(status.st_size),
                                  PROT_READ,
                                  MAP_PRIVATE,
                                  descriptor,
                                  0);
            if (mapped != MAP_FAILED) {
                mapped_ = mapped;
                data_ = static_cast<const char*>(mapped);
                size_ = static_cast<std::size_t>(status.st_size);
            }
        }
        if (descriptor >= 0)
            ::close(descriptor);
    }
    ~FontBytes() {
        if (mapped_)
            ::munmap(mapped_, size_);
    }
    FontBytes(const FontBytes&) = delete;
    FontBytes& operator=(const FontBytes&) = delete;

    [[nodiscard]] const char* data() const { return data_; }
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    const char* data_;
    std::size_t size_;
    void* mapped_ = nullptr;
};

/// The files for one weight: the bold ones first if that is wished, the others behind, so that no
/// letter is missing for want of a bold one.
std::vector<std::size_t> order(const std::vector<FontFile>& files, bool bold) {
    std::vector<std::size_t> indices;
    for (const bool pass : {bold, !bold})
        for (std::size_t i = 0; i < files.size(); ++i)
            if ((files[i].weight >= 600) == pass)
                indices.push_back(i);
    return indices;
}

ImFont* addFont(ImFontAtlas& atlas,
                const std::vector<FontFile>& files,
                const std::vector<std::unique_ptr<FontBytes>>& bytes,
                const ImVector<ImWchar>& ranges,
                float pixels,
                bool bold) {
    ImFont* font = nullptr;
    for (const std::size_t i : order(files, bold)) {
        if (bytes[i]->size() == 0)
            continue;
        ImFontConfig config;
        config.FontDataOwnedByAtlas = true; // else it copies the file; see letGo()
        config.FontNo = files[i].face;
        config.MergeMode = font != nullptr;
        config.OversampleH = 1;
        config.PixelSnapH = true;
        config.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
        // ImGui takes it as void*, but only reads.
        void* data = const_cast<char*>(bytes[i]->data()); // NOLINT
        ImFont* added = atlas.AddFontFromMemoryTTF(
            data, static_cast<int>(bytes[i]->size()), std::round(pixels), &config, ranges.Data);
        font = font ? font : added;
    }
    return font ? font : atlas.AddFontDefault();
}

/// The atlas must neither keep nor free the files: they are ours, and lent only.
void letGo(ImFontAtlas& atlas) {
    for (ImFontConfig& config : atlas.ConfigData) {
        config.FontData = nullptr;
        config.FontDataOwnedByAtlas = false;
    }
    atlas.ClearInputData();
}

} // namespace

std::vector<FontFile> systemFonts() {
    constexpr const char* kLatin = "/usr/share/fonts/truetype/noto/NotoSans-";
    constexpr const char* kChinese = "/usr/share/fonts/opentype/noto/NotoSansCJK-";
    constexpr int kSimplifiedFace = 2; // JP, KR, SC, TC, HK
    std::vector<FontFile> files;
    const auto add = [&](const std::string& path, int face, int weight) {
        if (::access(path.c_str(), R_OK) == 0)
            files.push_back({.path = path, .face = face, .weight = weight});
    };
    add(std::string(kLatin) + "Regular.ttf", 0, 400);
    add(std::string(kChinese) + "Regular.ttc", kSimplifiedFace, 400);
    add(std::string(kLatin) + "Bold.ttf", 0, 700);
    add(std::string(kChinese) + "Bold.ttc", kSimplifiedFace, 700);
    return files;
}

void FontSet::AtlasDeleter::operator()(ImFontAtlas* atlas) const {
    IM_DELETE(atlas);
}

std::string distinctCharacters(std::string_view text) {
    std::set<unsigned> seen;
    const char* at = text.data();
    const char* end = at + text.size();
    while (at < end) {
        const auto lead = static_cast<unsigned char>(*at);
        const int length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (end - at < length)
            break;
        unsigned code = length == 1 ? lead : lead & (0x7FU >> length);
        for (int i = 1; i < length; ++i)
            code = code << 6 | (static_cast<unsigned char>(at[i]) & 0x3FU);
        if (code >= 0x20 && code <= 0xFFFF) // ImGui's letters are 16 bits wide
            seen.insert(code);
        at += length;
    }
    std::string result;
    for (const unsigned code : seen) {
        if (code < 0x80) {
            result += static_cast<char>(code);
        } else if (code < 0x800) {
            result += static_cast<char>(0xC0 | code >> 6);
            result += static_cast<char>(0x80 | (code & 0x3F));
        } else {
            result += static_cast<char>(0xE0 | code >> 12);
            result += static_cast<char>(0x80 | (code >> 6 & 0x3F));
            result += static_cast<char>(0x80 | (code & 0x3F));
        }
    }
    return result;
}

FontSet buildFonts(const std::vector<FontFile>& files, std::string characters, float scale) {
    FontSet set;
    set.scale = scale;
    set.characters = std::move(characters);
    set.atlas.reset(IM_NEW(ImFontAtlas)());
    set.atlas->FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    set.atlas->Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
    set.atlas->TexDesiredWidth = 2048;

    ImVector<ImWchar> ranges;
    ImFontGlyphRangesBuilder builder;
    for (ImWchar c = 0x20; c < 0x7F; ++c)
        builder.AddChar(c);
    builder.AddText("…–—×°·", nullptr);
    builder.AddText(set.characters.data(), set.characters.data() + set.characters.size());
    builder.BuildRanges(&ranges);

    std::vector<std::unique_ptr<FontBytes>> bytes;
    bytes.reserve(files.size());
    for (const FontFile& file : files)
        bytes.push_back(std::make_unique<FontBytes>(file));
    ImFontAtlas& atlas = *set.atlas;
    set.body = addFont(atlas, files, bytes, ranges, kBodyPixels * scale, false);
    set.small = addFont(atlas, files, bytes, ranges, kSmallPixels * scale, false);
    set.title = addFont(atlas, files, bytes, ranges, kTitlePixels * scale, true);
    set.subtitle = addFont(atlas, files, bytes, ranges, kSubtitlePixels * scale, false);
    unsigned char* pixels = nullptr;
    atlas.GetTexDataAsAlpha8(&pixels, &set.width, &set.height);
    set.pixels = pixels;
    letGo(atlas);
    return set;
}

} // namespace vr360
