#include "packager/words/subtitles.h"

#include "packager/files/files.h"
#include "packager/files/unicode.h"

#include <fmt/format.h>

#include <algorithm>

namespace vr360 {
namespace {

constexpr std::uint64_t kMaxSubtitleBytes = std::uint64_t{4} << 20;

} // namespace

ReadingLimits readingLimits(std::string_view language) {
    const std::string_view base = language.substr(0, language.find('-'));
    if (base == "zh" || base == "ja" || base == "ko") {
        return {.line_characters = 16, .warn_speed = 9.0, .fail_speed = 11.0};
    }
    return {};
}

Result<std::vector<Cue>> readSubtitleFile(const TourFile& file) {
    const auto bytes = readFile(file.path, file.label, kMaxSubtitleBytes);
    if (!bytes.ok()) {
        return bytes.fault();
    }
    const DecodedText decoded = decodeText(*bytes);
    if (!decoded.problem.empty()) {
        return Fault{fmt::format("{}:{}", file.label, decoded.line),
                     decoded.problem,
                     "Open it in a subtitle or text editor and save it as UTF-8."};
    }
    if (std::ranges::all_of(decoded.text, [](char c) { return c == ' ' || (c >= 9 && c <= 13); })) {
        return Fault{file.label, "is empty", "Write the subtitles, or remove the file."};
    }
    return readSubtitles(decoded.text, file.label);
}

std::vector<Cue> fitCues(std::vector<Cue> cues, const NarrationFacts* narration) {
    std::vector<Cue> fitted;
    for (Cue& cue : cues) {
        if (narration != nullptr) {
            cue.start = std::max(cue.start - narration->head_cut, 0.0);
            cue.end = std::min(cue.end - narration->head_cut, narration->duration);
        }
        if (cue.end > cue.start && !cue.text.empty()) {
            fitted.push_back(std::move(cue));
        }
    }
    std::ranges::stable_sort(fitted, {}, &Cue::start);
    return fitted;
}

} // namespace vr360
