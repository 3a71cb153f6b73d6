#include "packager/words/rebreak.h"
#include "packager/words/cue_layout.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <string>

namespace vr360 {
namespace {

/// The words of all cues, in their order, without what parts them.
std::string wordsOf(const std::vector<Cue>& cues) {
    std::string words;
    for (const Cue& cue : cues) {
        words += joinedLines(cue.text);
    }
    std::erase_if(words, [](char c) { return c == ' '; });
    return words;
}

void checkRebroken(const std::vector<Cue>& before, const CueContext& context) {
    const RebrokenCues after = rebreakCues(before, context);
    require(wordsOf(after.cues) == wordsOf(before), "no word is lost");
    for (std::size_t i = 0; i < after.cues.size(); ++i) {
        const Cue& cue = after.cues[i];
        require(!cue.text.empty() && cue.start <= cue.end, "a cue shows something");
        const bool same_cue = i > 0 && after.cues[i - 1].number == cue.number;
        require(!same_cue || after.cues[i - 1].end == cue.start, "pieces follow each other");
    }
    require(after.notes.empty() == (after.cues == before), "what is changed is said");
    const RebrokenCues again = rebreakCues(after.cues, context);
    require(again.notes.empty() && again.cues == after.cues, "nothing is broken twice");
    (void)prepareCues(before, context);
}

} // namespace
} // namespace vr360

/// The first byte chooses the language.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace vr360;
    if (size == 0) {
        return 0;
    }
    constexpr std::string_view kLanguages[] = {"vi", "en", "zh", "th"};
    static const TourNames kNames = [] {
        TourNames names;
        for (const std::string_view name : {"Chùa Trấn Quốc", "镇国寺", "the old gate"}) {
            names.add(name);
        }
        return names;
    }();
    const auto cues = readSubtitles(textOf(data + 1, size - 1), "fuzz");
    if (cues) {
        checkRebroken(*cues,
                      {.language = kLanguages[data[0] % std::size(kLanguages)],
                       .site = "a",
                       .file = "a.vtt",
                       .names = &kNames});
    }
    return 0;
}
