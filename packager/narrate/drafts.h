#pragma once

#include "packager/narrate/espeak.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace vr360 {

/// What a machine wrote is marked in the file itself, with what it was made from and a hash of
/// its own content: so it is redone when its script changes, and left alone once a person has
/// touched it, whatever the program they used kept of the mark.
enum class DraftState {
    kAbsent,  ///< no file
    kCurrent, ///< a machine's, untouched, of this key
    kStale,   ///< a machine's, untouched, of another key
    kPersons, ///< a person's work
};

/// A WAV file with its mark. `key` is a hash of what the speech was made from.
std::string writeSpeechDraft(const Speech& speech, std::string_view key);
DraftState speechDraftState(const std::filesystem::path& file, std::string_view key);

/// A WebVTT text with its mark put in as a NOTE.
std::string writeSubtitleDraft(std::string_view vtt, std::string_view key);
DraftState subtitleDraftState(const std::filesystem::path& file, std::string_view key);

} // namespace vr360
