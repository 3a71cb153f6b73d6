// The package's own fonts, without any of the system's, on the sample tour's real texts.

#include "tests/support/run_program.h"
#include "viewer/app/letters.h"
#include "viewer/io/directory_source.h"
#include "viewer/ui/fonts.h"
#include "viewer/ui/strings.h"

#include "core/tour/subtitles.h"

#include <gtest/gtest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

namespace vr360 {
namespace {

/// Everything that the panels and subtitles of a package may say.
std::string textsOf(const PackageReader& reader, const ByteSource& source) {
    const Tour tour = reader.tour().value();
    std::string texts = allTexts(tour) + Strings().allTexts();
    for (const Tour::SiteEntry& entry : tour.sites) {
        const Site site = reader.site(entry).value();
        texts += allTexts(site);
        for (const Scene& scene : site.scenes) {
            for (const auto& [language, path] : scene.subtitles) {
                const auto cues = readWebVtt(source.read(path).value(), path).value();
                for (const Cue& cue : cues)
                    texts += cue.text;
            }
        }
    }
    return texts;
}

std::vector<FontFile> fontsOf(const PackageReader& reader, const ByteSource& source) {
    std::vector<FontFile> files;
    const Tour tour = reader.tour().value();
    for (const Tour::Font& font : tour.fonts)
        files.push_back({.bytes = source.read(font.otf).value(), .weight = font.weight});
    return files;
}

/// Characters of a text that a font has no letter for, or an empty one.
std::string undrawn(const ImFont& font, const std::string& characters) {
    std::string missing;
    const char* at = characters.data();
    const char* end = at + characters.size();
    while (at < end) {
        unsigned character = 0;
        const int length = ImTextCharFromUtf8(&character, at, end);
        const ImFontGlyph* glyph = font.FindGlyphNoFallback(static_cast<ImWchar>(character));
        const bool is_space = character == ' ' || character == 0xA0;
        const bool is_drawn =
            glyph != nullptr && (is_space || (glyph->Visible != 0U && glyph->X1 > glyph->X0));
        if (!is_drawn)
            missing.append(at, static_cast<std::size_t>(length));
        at += length;
    }
    return missing;
}

TEST(PackageFontsTest, EveryCharacterIsDrawnInAllSizes) {
    const test::TemporaryFolder folder;
    const test::Ran written =
        test::runProgram({VR360_PYTHON, "-B", VR360_REAL_TEXTS, folder / "tour"});
    ASSERT_EQ(written.exit_code, 0) << written.err;
    const test::Ran built = test::runProgram(
        {VR360_PACK, "build", folder / "tour", "-o", folder / "package", "--no-web"});
    ASSERT_EQ(built.exit_code, 0) << built.err;

    const DirectorySource source(folder / "package");
    const PackageReader reader(source);
    const std::vector<FontFile> files = fontsOf(reader, source);
    if (files.size() < 2)
        GTEST_SKIP() << "the fonts of fonts-noto-core and fonts-noto-cjk are not installed";
    const std::string characters = distinctCharacters(textsOf(reader, source));
    EXPECT_GT(characters.size(), 3000U) << "bytes of three languages";
    const FontSet fonts = buildFonts(files, characters, 1.0F);
    for (const ImFont* font : {fonts.small, fonts.body, fonts.title, fonts.subtitle})
        EXPECT_EQ(undrawn(*font, characters), "") << font->FontSize;
    EXPECT_EQ(undrawn(*fonts.body, "a龘"), "龘") << "what no text says is not there";
}

} // namespace
} // namespace vr360
