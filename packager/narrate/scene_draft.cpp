#include "packager/narrate/scene_draft.h"

#include "core/tour/subtitles.h"
#include "packager/files/files.h"
#include "packager/files/unicode.h"
#include "packager/narrate/cue_layout.h"
#include "packager/narrate/drafts.h"
#include "packager/pyramid/sha256.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace vr360 {
namespace {

namespace fs = std::filesystem;

constexpr double kPauseSeconds = 0.4;
/// Between the end of a cue and the next sentence: enough not to flicker.
constexpr double kCueGapSeconds = 0.1;
constexpr std::string_view kDraftVersion = "draft 1";

using Script = std::vector<std::string>;

/// When a sentence is heard, and until when its cues may stay.
struct SentenceTime {
    double start = 0.0;
    double end = 0.0;
};

struct Recording {
    Speech speech;
    std::vector<SentenceTime> times;
};

double toMilliseconds(double seconds) {
    return std::round(seconds * 1e3) / 1e3;
}

class Drafter {
public:
    Drafter(const TourSource& tour,
            const SiteSource& site,
            const SceneSource& scene,
            const std::atomic<bool>& stop)
        : tour_(tour), site_(site), scene_(scene), stop_(stop) {}

    SceneDraft run(std::span<const std::string> languages) {
        const std::string lead = leadLanguage(languages);
        for (const std::string& language : languages) {
            const Script* script = scriptIn(language);
            if (script != nullptr && !stop_) {
                narrate(language, *script, language == lead);
            }
        }
        return std::move(draft_);
    }

private:
    /// What subtitles are timed to: the first of the tour's languages that is spoken, or will be.
    [[nodiscard]] std::string leadLanguage(std::span<const std::string> spoken) const {
        for (const std::string& language : tour_.languages) {
            const bool recorded =
                std::ranges::find(scene_.narrations, language, &LanguageFile::language) !=
                scene_.narrations.end();
            const bool wanted = std::ranges::find(spoken, language) != spoken.end();
            if (recorded || (wanted && scriptIn(language) != nullptr)) {
                return language;
            }
        }
        return {};
    }

    [[nodiscard]] const Script* scriptIn(std::string_view language) const {
        const auto it = std::ranges::find(
            scene_.script, language, [](const auto& entry) { return entry.first; });
        return it == scene_.script.end() ? nullptr : &it->second;
    }

    [[nodiscard]] fs::path
    fileFor(std::string_view role, std::string_view language, std::string_view ending) const {
        return site_.folder / fmt::format("{}.{}.{}.{}", scene_.id, role, language, ending);
    }

    /// All scripts count: pauses leave time to read the longest translation.
    [[nodiscard]] std::string keyFor(std::string_view language) const {
        std::string text = fmt::format("{}\n{}\n", kDraftVersion, speechKey(language));
        for (const auto& [tag, sentences] : scene_.script) {
            text += fmt::format("{}\n{}\n", tag, fmt::join(sentences, "\n"));
        }
        return shortHash(sha256(text));
    }

    void narrate(const std::string& language, const Script& script, bool is_lead) {
        const fs::path file = fileFor("narration", language, "wav");
        const auto recorded =
            std::ranges::find(scene_.narrations, language, &LanguageFile::language);
        if (recorded != scene_.narrations.end() && recorded->file.path != file) {
            ++draft_.recordings; // In another format: only people make those.
            return;
        }
        const std::string key = keyFor(language);
        const DraftState state = speechDraftState(file, key);
        if (state == DraftState::kPersons) {
            ++draft_.recordings;
            return;
        }
        const bool subtitles_wanted = is_lead && subtitlesAreMissing(key);
        if (state == DraftState::kCurrent) {
            ++draft_.current;
            if (!subtitles_wanted) {
                return;
            }
        }
        const auto recording = record(script, language);
        if (!recording.ok()) {
            add(recording.fault());
            return;
        }
        if (stop_) {
            return;
        }
        if (state != DraftState::kCurrent) {
            if (!write(file, writeSpeechDraft(recording->speech, key))) {
                return;
            }
            ++draft_.spoken;
            draft_.seconds += recording->speech.seconds();
        }
        if (is_lead) {
            writeSubtitles(*recording, script.size(), key);
        }
    }

    Result<Recording> record(const Script& script, const std::string& language) {
        Recording recording;
        for (std::size_t i = 0; i < script.size() && !stop_; ++i) {
            auto speech = speak(script[i], language);
            if (!speech.ok()) {
                return speech.fault();
            }
            Speech& all = recording.speech;
            all.rate = speech->rate;
            const double start = toMilliseconds(all.seconds());
            const double spoken = speech->seconds();
            const double shown = std::max(spoken, longestReading(i, script.size()));
            const double pause = std::max(kPauseSeconds, shown - spoken + kCueGapSeconds);
            all.samples.insert(all.samples.end(), speech->samples.begin(), speech->samples.end());
            all.samples.insert(
                all.samples.end(), static_cast<std::size_t>(pause * all.rate), std::int16_t{0});
            recording.times.push_back({start, toMilliseconds(start + shown)});
        }
        return recording;
    }

    /// The time that the slowest of the translations of a sentence needs to be read.
    [[nodiscard]] double longestReading(std::size_t sentence, std::size_t count) const {
        double longest = 0.0;
        for (const auto& [language, sentences] : scene_.script) {
            if (sentences.size() == count) {
                longest = std::max(longest, readingTime(sentences[sentence], language));
            }
        }
        return longest;
    }

    [[nodiscard]] bool subtitlesAreMissing(const std::string& key) const {
        return std::ranges::any_of(
            scene_.script, [&](const auto& entry) { return mayWriteSubtitles(entry.first, key); });
    }

    [[nodiscard]] bool mayWriteSubtitles(const std::string& language,
                                         const std::string& key) const {
        const fs::path file = fileFor("subtitles", language, "vtt");
        const auto there = std::ranges::find(scene_.subtitles, language, &LanguageFile::language);
        if (there != scene_.subtitles.end() && there->file.path != file) {
            return false;
        }
        const DraftState state = subtitleDraftState(file, key);
        return state == DraftState::kAbsent || state == DraftState::kStale;
    }

    void writeSubtitles(const Recording& recording, std::size_t count, const std::string& key) {
        for (const auto& [language, sentences] : scene_.script) {
            if (!mayWriteSubtitles(language, key)) {
                continue;
            }
            const std::vector<Cue> cues = sentences.size() == count
                                              ? alignedCues(sentences, language, recording)
                                              : spreadCues(sentences, language, recording);
            if (sentences.size() != count) {
                reportSpread(language, sentences.size(), count);
            }
            if (write(fileFor("subtitles", language, "vtt"),
                      writeSubtitleDraft(writeWebVtt(cues), key))) {
                ++draft_.subtitles;
            }
        }
    }

    static std::vector<Cue>
    alignedCues(const Script& sentences, const std::string& language, const Recording& recording) {
        std::vector<Cue> cues;
        for (std::size_t i = 0; i < sentences.size(); ++i) {
            const SentenceTime& time = recording.times[i];
            for (Cue& cue : layOutSentence(sentences[i], language, time.start, time.end)) {
                cues.push_back(std::move(cue));
            }
        }
        return cues;
    }

    /// Another number of sentences than are spoken: by their lengths, over the whole time.
    static std::vector<Cue>
    spreadCues(const Script& sentences, const std::string& language, const Recording& recording) {
        double characters = 0.0;
        for (const std::string& sentence : sentences) {
            characters += countCharacters(sentence);
        }
        std::vector<Cue> cues;
        const double length = recording.times.empty() ? 0.0 : recording.times.back().end;
        double done = 0.0;
        for (const std::string& sentence : sentences) {
            const double start = toMilliseconds(length * done / characters);
            done += countCharacters(sentence);
            const double end = toMilliseconds(length * done / characters);
            for (Cue& cue : layOutSentence(sentence, language, start, end)) {
                cues.push_back(std::move(cue));
            }
        }
        return cues;
    }

    void reportSpread(const std::string& language, std::size_t have, std::size_t want) {
        draft_.findings.push_back(
            {.severity = Severity::kWarning,
             .site = site_.id,
             .file = site_.label,
             .place = scene_.place,
             .what = fmt::format("the script of scene \"{}\" has {} sentences in {}, and {} are "
                                 "spoken: its subtitles are only roughly in time",
                                 scene_.id,
                                 have,
                                 language,
                                 want),
             .cure = "Translate sentence by sentence."});
    }

    bool write(const fs::path& file, const std::string& bytes) {
        const fs::path work = tour_.folder / ".vr360";
        Status written = makeDirectories(work);
        if (written.ok()) {
            written = writeFileSafely(file, bytes, work);
        }
        if (!written.ok()) {
            draft_.cannot_write = true;
            add(written.fault());
        }
        return written.ok();
    }

    void add(const Fault& fault) {
        draft_.findings.push_back(findingOf(Severity::kError, site_.id, "", fault));
    }

    const TourSource& tour_;
    const SiteSource& site_;
    const SceneSource& scene_;
    const std::atomic<bool>& stop_;
    SceneDraft draft_;
};

} // namespace

SceneDraft draftScene(const TourSource& tour,
                      const SiteSource& site,
                      const SceneSource& scene,
                      std::span<const std::string> languages,
                      const std::atomic<bool>& stop) {
    return Drafter(tour, site, scene, stop).run(languages);
}

} // namespace vr360
