#pragma once

#include "core/package/reader.h"
#include "core/package/tour.h"
#include "core/tour/subtitles.h"
#include "viewer/audio/narration_player.h"
#include "viewer/io/background.h"

#include <optional>
#include <string>
#include <vector>

namespace vr360 {

/// What is heard and read in a scene: its narration, its subtitles, and in which languages; and the
/// sounds of hotspots, which speak in the narration's place. Main thread; files are read in the
/// background.
class Guide {
public:
    Guide(const ByteSource& source,
          Background& background,
          NarrationPlayer::Output output,
          std::function<void()> changed);

    /// `fallbacks` are the tour's languages, best first.
    void setLanguages(std::string language, std::vector<std::string> fallbacks);
    /// A language of its own for the subtitles (empty: none at all) or the voice.
    void chooseSubtitles(std::string language);
    void chooseNarration(std::string language);

    /// A new scene; its narration plays on if one was playing before.
    void enter(const Scene& scene);

    void togglePlay();
    void play();
    void seek(double seconds);
    /// Plays a hotspot's sound, or ends it when it is playing. The narration is paused meanwhile.
    void toggleSound(const Narration& sound);
    /// The path of the hotspot's sound that is playing; empty if none is.
    [[nodiscard]] std::string sounding() const;

    [[nodiscard]] bool hasNarration() const { return narration_ != nullptr; }
    [[nodiscard]] bool machineVoice() const { return narration_ && narration_->machine_voice; }
    /// Of the narration, also while a hotspot's sound has its place.
    [[nodiscard]] NarrationPlayer::Clock clock() const;
    /// What is being said now, empty if nothing is or subtitles are off.
    [[nodiscard]] std::string subtitle() const;
    /// Seconds until what this object says changes by itself; infinity when it will not.
    [[nodiscard]] double nextChange() const;

    [[nodiscard]] std::vector<std::string> subtitleLanguages() const;
    [[nodiscard]] std::vector<std::string> narrationLanguages() const;
    [[nodiscard]] const std::string& subtitleLanguage() const { return subtitle_language_; }
    [[nodiscard]] const std::string& narrationLanguage() const { return narration_language_; }
    /// All texts of the subtitles read so far, for choosing letters.
    [[nodiscard]] std::string subtitleTexts() const;

private:
    void openNarration();
    void openSubtitles();
    void load(const std::string& path);
    [[nodiscard]] CueTrack readCues(const std::string& path) const;
    [[nodiscard]] double placeIn(const std::string& narration, double duration) const;

    const ByteSource& source_;
    Background& background_;
    NarrationPlayer player_;
    std::string language_;
    std::vector<std::string> fallbacks_;
    std::optional<std::string> subtitle_choice_; ///< what the visitor chose; else the language
    std::optional<std::string> narration_choice_;
    Scene scene_;
    const Narration* narration_ = nullptr; ///< in scene_
    std::string narration_language_;
    std::string subtitle_language_;
    CueTrack cues_;
    std::string sound_;      ///< of a hotspot, in the player's hands; empty: the narration
    double resume_at_ = 0.0; ///< where the narration goes on when the player gets it
    int loading_ = 0;        ///< what is read for something earlier is dropped
    bool wants_to_play_ = false;
    bool unreadable_ = false; ///< what was to be loaded
};

} // namespace vr360
