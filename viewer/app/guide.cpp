#include "viewer/app/guide.h"

#include "core/tour/languages.h"
#include "viewer/app/report.h"

#include <algorithm>
#include <limits>
#include <memory>

namespace vr360 {
namespace {

template <typename T>
std::vector<std::string> tags(const std::vector<std::pair<std::string, T>>& by_language) {
    std::vector<std::string> result;
    result.reserve(by_language.size());
    for (const auto& [tag, value] : by_language)
        result.push_back(tag);
    return result;
}

/// The index of the best language there is for a wish, or -1.
int best(const std::vector<std::string>& offered,
         const std::string& wish,
         const std::vector<std::string>& fallbacks) {
    int found = matchLanguage(wish, offered);
    for (std::size_t i = 0; found < 0 && i < fallbacks.size(); ++i)
        found = matchLanguage(fallbacks[i], offered);
    return found < 0 && !offered.empty() ? 0 : found;
}

} // namespace

Guide::Guide(const ByteSource& source,
             Background& background,
             NarrationPlayer::Output output,
             std::function<void()> changed)
    : source_(source), background_(background), player_(output, std::move(changed)) {}

void Guide::setLanguages(std::string language, std::vector<std::string> fallbacks) {
    const bool off = subtitle_choice_ && subtitle_choice_->empty();
    language_ = std::move(language);
    fallbacks_ = std::move(fallbacks);
    // Who changes the language means all of it; who switched subtitles off keeps them off.
    if (!off)
        subtitle_choice_.reset();
    narration_choice_.reset();
    openNarration();
    openSubtitles();
}

void Guide::chooseSubtitles(std::string language) {
    subtitle_choice_ = std::move(language);
    openSubtitles();
}

void Guide::chooseNarration(std::string language) {
    narration_choice_ = std::move(language);
    openNarration();
    openSubtitles(); // each narration has its own
}

void Guide::enter(const Scene& scene) {
    ++loading_;
    narration_ = nullptr;
    narration_language_.clear();
    sound_.clear();
    resume_at_ = 0.0;
    scene_ = scene;
    player_.close();
    openNarration();
    openSubtitles();
}

void Guide::openNarration() {
    const std::vector<std::string> offered = narrationLanguages();
    const int index = best(offered, narration_choice_.value_or(language_), fallbacks_);
    if (index < 0 || offered[index] == narration_language_)
        return;
    const Narration& narration = scene_.narration[index].second;
    resume_at_ = narration_ ? placeIn(offered[index], narration.duration) : 0.0;
    narration_ = &narration;
    narration_language_ = offered[index];
    sound_.clear();
    load(narration_->opus);
}

/// Where another narration says what is being said now: by subtitles in a language that both have,
/// the one being read if possible; else at the same share of its length.
double Guide::placeIn(const std::string& narration, double duration) const {
    const double position = clock().position;
    const auto heard = scene_.subtitlesFor(narration_language_);
    std::vector<std::string> languages = tags(heard);
    languages.insert(languages.begin(), subtitle_language_);
    for (const std::string& language : languages) {
        const auto of = [&language](const auto& subtitles) {
            const auto found = std::ranges::find(
                subtitles, language, [](const auto& entry) { return entry.first; });
            return found == subtitles.end() ? std::string() : found->second;
        };
        const std::string from = of(heard);
        const std::string to = of(scene_.subtitlesFor(narration));
        if (from.empty() || to.empty())
            continue;
        if (from == to)
            return position; // both keep the same times
        if (const auto place = timeOfSameWords(readCues(from), position, readCues(to)))
            return *place;
    }
    return narration_->duration > 0.0 ? position / narration_->duration * duration : 0.0;
}

/// Reads a sound file and hands it to the player, in place of what was there.
void Guide::load(const std::string& path) {
    unreadable_ = false;
    player_.close();
    struct Answer {
        Result<std::string> bytes;
    };
    background_.start([this, path, loading = ++loading_]() -> Background::Finish {
        auto answer = std::make_shared<Answer>(Answer{source_.read(path)});
        return [this, answer, loading] {
            if (loading != loading_)
                return;
            if (!answer->bytes) {
                reportFault(answer->bytes.fault());
                unreadable_ = true;
                return;
            }
            player_.open(std::move(answer->bytes).value());
            if (sound_.empty())
                player_.seek(resume_at_);
            if (wants_to_play_ || !sound_.empty())
                player_.play();
        };
    });
}

void Guide::openSubtitles() {
    cues_ = CueTrack();
    subtitle_language_.clear();
    if (subtitle_choice_ && subtitle_choice_->empty())
        return;
    const std::vector<std::string> offered = subtitleLanguages();
    const int index = best(offered, subtitle_choice_.value_or(language_), fallbacks_);
    if (index < 0)
        return;
    subtitle_language_ = offered[index];
    cues_ = readCues(scene_.subtitlesFor(narration_language_)[index].second);
}

/// A few kilobytes: not worth a thread. None when they cannot be read.
CueTrack Guide::readCues(const std::string& path) const {
    const auto text = source_.read(path);
    auto cues = text ? readWebVtt(*text, path) : Result<std::vector<Cue>>(text.fault());
    if (!cues) {
        reportFault(cues.fault());
        return {};
    }
    return CueTrack(std::move(cues).value());
}

void Guide::togglePlay() {
    if (!narration_)
        return;
    if (clock().playing) {
        wants_to_play_ = false;
        player_.pause();
    } else {
        play();
    }
}

void Guide::play() {
    wants_to_play_ = true;
    if (!sound_.empty() && narration_) {
        sound_.clear();
        load(narration_->opus);
    } else if (sound_.empty()) {
        player_.play();
    }
}

void Guide::seek(double seconds) {
    resume_at_ = seconds;
    if (sound_.empty())
        player_.seek(seconds);
}

void Guide::toggleSound(const Narration& sound) {
    const bool again = sounding() == sound.opus;
    resume_at_ = clock().position;
    wants_to_play_ = false;
    sound_ = again ? std::string() : sound.opus;
    if (!again)
        load(sound_);
    else if (narration_)
        load(narration_->opus);
    else
        player_.close();
}

std::string Guide::sounding() const {
    const NarrationPlayer::Clock clock = player_.clock();
    const bool over = clock.ended || clock.failed || unreadable_ || (clock.open && !clock.playing);
    return over ? std::string() : sound_;
}

NarrationPlayer::Clock Guide::clock() const {
    NarrationPlayer::Clock clock = player_.clock();
    if (!sound_.empty() || !clock.open) {
        const bool failed = sound_.empty() && (clock.failed || unreadable_);
        clock = {.failed = failed, .position = resume_at_};
    }
    if (narration_ && clock.duration <= 0.0)
        clock.duration = narration_->duration;
    return clock;
}

std::string Guide::subtitle() const {
    const NarrationPlayer::Clock now = clock();
    // Before the first play there is nothing to read; paused, the line stays, but not while a
    // hotspot's sound speaks of something else.
    if ((!now.playing && now.position <= 0.0) || now.ended || !sounding().empty())
        return {};
    return cues_.textAt(now.position);
}

double Guide::nextChange() const {
    const NarrationPlayer::Clock now = clock();
    if (!now.playing)
        return std::numeric_limits<double>::infinity();
    return std::max(cues_.nextChange(now.position) - now.position, 0.0);
}

std::vector<std::string> Guide::subtitleLanguages() const {
    return tags(scene_.subtitlesFor(narration_language_));
}

std::vector<std::string> Guide::narrationLanguages() const {
    return tags(scene_.narration);
}

std::string Guide::subtitleTexts() const {
    std::string texts;
    for (const Cue& cue : cues_.cues())
        texts += cue.text;
    return texts;
}

} // namespace vr360
