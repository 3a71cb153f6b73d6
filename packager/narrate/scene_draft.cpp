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

/// How the subtitles are called that are timed to a narration: those of the first have short names.
struct SubtitleNames {
    std::string scene;
    std::string narration; ///< empty for the first

    [[nodiscard]] std::string in(std::string_view language) const {
        return narration.empty()
                   ? fmt::format("{}.subtitles.{}.vtt", scene, language)
                   : fmt::format("{}.narration.{}.subtitles.{}.vtt", scene, narration, language);
    }
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
            } else if (script == nullptr) {
                reportNoScript(language);
            }
        }
        return std::move(draft_);
    }

private:
    /// What subtitles that name no narration are timed to: the first of the tour's languages that
    /// is spoken, or will be.
    [[nodiscard]] std::string leadLanguage(std::span<const std::string> spoken) const {
        for (const std::string& language : tour_.languages) {
            const bool wanted = std::ranges::find(spoken, language) != spoken.end();
            if (isRecorded(language) || (wanted && scriptIn(language) != nullptr)) {
                return language;
            }
        }
        return {};
    }

    [[nodiscard]] bool isRecorded(std::string_view language) const {
        return std::ranges::find(scene_.narrations, language, &LanguageFile::language) !=
               scene_.narrations.end();
    }

    [[nodiscard]] const Script* scriptIn(std::string_view language) const {
        const auto it = std::ranges::find(
            scene_.script, language, [](const auto& entry) { return entry.first; });
        return it == scene_.script.end() ? nullptr : &it->second;
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
        const fs::path file =
            site_.folder / fmt::format("{}.narration.{}.wav", scene_.id, language);
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
        if (voiceFor(language).empty()) {
            reportNoVoice(language);
            return;
        }
        const SubtitleNames names{scene_.id, is_lead ? "" : language};
        if (state == DraftState::kCurrent) {
            ++draft_.current;
            if (!subtitlesAreMissing(names, language, key)) {
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
        writeSubtitles(*recording, names, language, script.size(), key);
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
            const double shown = std::max(spoken, longestReading(i, script));
            const double pause = std::max(kPauseSeconds, shown - spoken + kCueGapSeconds);
            all.samples.insert(all.samples.end(), speech->samples.begin(), speech->samples.end());
            all.samples.insert(
                all.samples.end(), static_cast<std::size_t>(pause * all.rate), std::int16_t{0});
            recording.times.push_back({start, toMilliseconds(start + shown)});
        }
        return recording;
    }

    /// The time that the slowest of the translations of a sentence needs to be read. One of another
    /// number of sentences is spread over all of them, and needs its share of time at each.
    [[nodiscard]] double longestReading(std::size_t sentence, const Script& spoken) const {
        const double share = countCharacters(spoken[sentence]) / characters(spoken);
        double longest = 0.0;
        for (const auto& [language, sentences] : scene_.script) {
            double all = 0.0;
            for (const std::string& translated : sentences) {
                all += readingTime(translated, language);
            }
            longest = std::max(longest,
                               sentences.size() == spoken.size()
                                   ? readingTime(sentences[sentence], language)
                                   : all * share);
        }
        return longest;
    }

    static double characters(const Script& sentences) {
        double count = 0.0;
        for (const std::string& sentence : sentences) {
            count += countCharacters(sentence);
        }
        return std::max(count, 1.0);
    }

    [[nodiscard]] bool subtitlesAreMissing(const SubtitleNames& names,
                                           const std::string& narration,
                                           const std::string& key) const {
        return std::ranges::any_of(scene_.script, [&](const auto& entry) {
            return mayWriteSubtitles(names, narration, entry.first, key);
        });
    }

    [[nodiscard]] bool mayWriteSubtitles(const SubtitleNames& names,
                                         const std::string& narration,
                                         const std::string& language,
                                         const std::string& key) const {
        const fs::path file = site_.folder / names.in(language);
        const auto others = [&](const LanguageFile& there) {
            return there.language == language && there.file.path != file;
        };
        // Under either of their two names, and of either kind.
        const bool general = names.narration.empty();
        if (general && std::ranges::any_of(scene_.subtitles, others)) {
            return false;
        }
        if (std::ranges::any_of(scene_.timed_subtitles, [&](const TimedSubtitles& timed) {
                return timed.narration == narration && others(timed.subtitles);
            })) {
            return false;
        }
        const DraftState state = subtitleDraftState(file, key);
        return state == DraftState::kAbsent || state == DraftState::kStale;
    }

    void writeSubtitles(const Recording& recording,
                        const SubtitleNames& names,
                        const std::string& narration,
                        std::size_t count,
                        const std::string& key) {
        for (const auto& [language, sentences] : scene_.script) {
            if (!mayWriteSubtitles(names, narration, language, key)) {
                continue;
            }
            const std::vector<Cue> cues = sentences.size() == count
                                              ? alignedCues(sentences, language, recording)
                                              : spreadCues(sentences, language, recording);
            if (sentences.size() != count) {
                reportSpread(narration, language, sentences.size(), count);
            }
            if (write(site_.folder / names.in(language),
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
        const double all = characters(sentences);
        std::vector<Cue> cues;
        const double length = recording.times.empty() ? 0.0 : recording.times.back().end;
        double done = 0.0;
        for (const std::string& sentence : sentences) {
            const double start = toMilliseconds(length * done / all);
            done += countCharacters(sentence);
            const double end = toMilliseconds(length * done / all);
            for (Cue& cue : layOutSentence(sentence, language, start, end)) {
                cues.push_back(std::move(cue));
            }
        }
        return cues;
    }

    void reportSpread(const std::string& narration,
                      const std::string& language,
                      std::size_t have,
                      std::size_t want) {
        warn(fmt::format("the script of scene \"{}\" has {} sentences in {}, and {} are spoken in "
                         "{}: its subtitles are only roughly in time",
                         scene_.id,
                         have,
                         language,
                         want,
                         narration),
             "Translate sentence by sentence.");
    }

    void reportNoScript(const std::string& language) {
        // Languages asked for on the command line are for the scenes that have them.
        const bool asked =
            scene_.narrate && std::ranges::find(*scene_.narrate, language) != scene_.narrate->end();
        if (asked && !isRecorded(language)) {
            warn(fmt::format("scene \"{}\" is to be narrated in {} and has no script in it",
                             scene_.id,
                             language),
                 fmt::format("Write script.{}, or record {}.narration.{}.wav.",
                             language,
                             scene_.id,
                             language));
        }
    }

    void reportNoVoice(const std::string& language) {
        warn(fmt::format("scene \"{}\" is to be narrated in {}, for which no voice is known",
                         scene_.id,
                         language),
             fmt::format("Record {}.narration.{}.wav.", scene_.id, language));
    }

    void warn(std::string what, std::string cure) {
        draft_.findings.push_back({.severity = Severity::kWarning,
                                   .site = site_.id,
                                   .file = site_.label,
                                   .place = scene_.place,
                                   .what = std::move(what),
                                   .cure = std::move(cure)});
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
