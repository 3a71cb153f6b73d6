#include "packager/words/subtitles.h"

#include "packager/files/files.h"
#include "packager/pyramid/foreign_kind.h"
#include "packager/words/rebreak.h"
#include "packager/words/recognize_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace vr360 {
namespace {

constexpr std::uint64_t kMaxSubtitleBytes = std::uint64_t{4} << 20;

Finding encodingFinding(const RecognizedText& text, std::string_view file, std::string_view site) {
    const std::string_view name = encodingName(text.encoding);
    Finding finding{.severity = Severity::kNote,
                    .site = std::string(site),
                    .file = std::string(file),
                    .what = fmt::format("read as {}", name),
                    .cure = "Save it as UTF-8, so that nobody has to find that out."};
    if (!text.doubt.empty()) {
        finding.severity = Severity::kWarning;
        finding.what += fmt::format(", which is a guess: {}", text.doubt);
        finding.cure = "Check the words, and save the file as UTF-8.";
    }
    return finding;
}

} // namespace

ReadingLimits readingLimits(std::string_view language) {
    const std::string_view base = language.substr(0, language.find('-'));
    if (base == "zh" || base == "ja" || base == "ko") {
        return {.line_characters = 16, .warn_speed = 9.0, .fail_speed = 11.0};
    }
    return {};
}

bool CueContext::isVerbatimVietnamese() const {
    const auto is_vietnamese = [](std::string_view tag) {
        return tag == "vi" || tag.starts_with("vi-");
    };
    return narration != nullptr && is_vietnamese(language) && is_vietnamese(spoken);
}

bool SubtitleFile::usable() const {
    return std::ranges::none_of(
        findings, [](const Finding& finding) { return finding.severity == Severity::kError; });
}

SubtitleFile
readSubtitleFile(const TourFile& file, std::string_view language, std::string_view site) {
    SubtitleFile result;
    const auto add = [&](const Fault& fault) {
        result.findings.push_back(findingOf(Severity::kError, site, file.label, fault));
    };
    const auto bytes = readFile(file.path, file.label, kMaxSubtitleBytes);
    if (!bytes.ok()) {
        add(bytes.fault());
        return result;
    }
    if (const auto foreign = foreignText(*bytes)) {
        add(*foreign);
        return result;
    }
    const auto text = recognizeText(*bytes, language, file.label);
    if (!text.ok()) {
        add(text.fault());
        return result;
    }
    if (std::ranges::all_of(text->text, [](char c) { return c == ' ' || (c >= 9 && c <= 13); })) {
        add({file.label, "is empty", "Write the subtitles, or remove the file."});
        return result;
    }
    if (text->encoding != Encoding::kUtf8) {
        result.findings.push_back(encodingFinding(*text, file.label, site));
    }
    std::vector<Fault> bad_times;
    auto cues = readSubtitles(text->text, file.label, &bad_times);
    for (const Fault& fault : bad_times) {
        add(fault);
    }
    if (!cues.ok()) {
        add(cues.fault());
        return result;
    }
    result.cues = std::move(cues).value();
    return result;
}

PreparedCues prepareCues(const std::vector<Cue>& cues, const CueContext& context) {
    RebrokenCues rebroken = rebreakCues(cues, context);
    PreparedCues prepared{.cues = {}, .findings = std::move(rebroken.notes)};
    for (Finding& finding : checkCues(rebroken.cues, context)) {
        prepared.findings.push_back(std::move(finding));
    }
    prepared.cues = fitCues(std::move(rebroken.cues), context.narration);
    return prepared;
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
