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
    openSubtitles();
    openNarration();
}

void Guide::chooseSubtitles(std::string language) {
    subtitle_choice_ = std::move(language);
    openSubtitles();
}

void Guide::chooseNarration(std::string language) {
    narration_choice_ = std::move(language);
    openNarration();
}

void Guide::enter(const Scene& scene) {
    ++entered_;
    narration_ = nullptr;
    narration_language_.clear();
    scene_ = scene;
    player_.close();
    openSubtitles();
    openNarration();
}

void Guide::openNarration() {
    const std::vector<std::string> offered = narrationLanguages();
    const int index = best(offered, narration_choice_.value_or(language_), fallbacks_);
    if (index < 0 || offered[index] == narration_language_)
        return;
    narration_ = &scene_.narration[index].second;
    narration_language_ = offered[index];
    unreadable_ = false;
    player_.close();
    struct Answer {
        Result<std::string> bytes;
    };
    background_.start([this,
                       path = narration_->opus,
                       entered = entered_,
                       language = narration_language_]() -> Background::Finish {
        auto answer = std::make_shared<Answer>(Answer{source_.read(path)});
        return [this, answer, entered, language] {
            if (entered != entered_ || language != narration_language_)
                return;
            if (!answer->bytes) {
                reportFault(answer->bytes.fault());
                unreadable_ = true;
                return;
            }
            player_.open(std::move(answer->bytes).value());
            if (wants_to_play_)
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
    // A few kilobytes: not worth a thread.
    const std::string& path = scene_.subtitles[index].second;
    const auto text = source_.read(path);
    if (!text) {
        reportFault(text.fault());
        return;
    }
    auto cues = readWebVtt(*text, path);
    if (!cues) {
        reportFault(cues.fault());
        return;
    }
    cues_ = CueTrack(std::move(cues).value());
}

void Guide::togglePlay() {
    if (!narration_)
        return;
    if (player_.clock().playing) {
        wants_to_play_ = false;
        player_.pause();
    } else {
        play();
    }
}

void Guide::play() {
    wants_to_play_ = true;
    player_.play();
}

NarrationPlayer::Clock Guide::clock() const {
    NarrationPlayer::Clock clock = player_.clock();
    clock.failed = clock.failed || unreadable_;
    if (narration_ && clock.duration <= 0.0)
        clock.duration = narration_->duration;
    return clock;
}

std::string Guide::subtitle() const {
    const NarrationPlayer::Clock clock = player_.clock();
    // Before the first play there is nothing to read; paused, the line stays.
    if (!clock.open || (!clock.playing && clock.position <= 0.0) || clock.ended)
        return {};
    return cues_.textAt(clock.position);
}

double Guide::nextChange() const {
    const NarrationPlayer::Clock clock = player_.clock();
    if (!clock.playing)
        return std::numeric_limits<double>::infinity();
    return std::max(cues_.nextChange(clock.position) - clock.position, 0.0);
}

std::vector<std::string> Guide::subtitleLanguages() const {
    return tags(scene_.subtitles);
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
