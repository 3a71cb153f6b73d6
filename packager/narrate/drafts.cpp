#include "packager/narrate/drafts.h"

#include "packager/audio/memory_file.h"
#include "packager/audio/narration.h"
#include "packager/audio/sound.h"
#include "packager/files/files.h"
#include "packager/pyramid/sha256.h"

#include <fmt/format.h>

#include <algorithm>

namespace vr360 {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kNote = "NOTE vr360 draft ";
constexpr std::string_view kHeader = "WEBVTT\n\n";

std::string contentHash(const std::vector<std::int16_t>& samples) {
    return shortHash(sha256(
        {reinterpret_cast<const char*>(samples.data()), samples.size() * sizeof(std::int16_t)}));
}

std::string speechMark(std::string_view key, const std::vector<std::int16_t>& samples) {
    return fmt::format("{}; script {}; sound {}", kMachineVoiceMark, key, contentHash(samples));
}

/// The samples of a 16-bit mono file, or none.
std::vector<std::int16_t> readSamples(const fs::path& file) {
    SF_INFO info{};
    const SoundFile sound(sf_open(file.c_str(), SFM_READ, &info), &sf_close);
    std::vector<std::int16_t> samples;
    if (sound && info.channels == 1 && info.frames > 0 &&
        (info.format & SF_FORMAT_SUBMASK) == SF_FORMAT_PCM_16) {
        samples.resize(static_cast<std::size_t>(info.frames));
        sf_read_short(sound.get(), samples.data(), info.frames);
    }
    return samples;
}

DraftState compare(std::string_view made_from, std::string_view key) {
    return made_from == key ? DraftState::kCurrent : DraftState::kStale;
}

} // namespace

std::string writeSpeechDraft(const Speech& speech, std::string_view key) {
    MemoryFile memory;
    SF_INFO info{
        .samplerate = speech.rate, .channels = 1, .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16};
    SoundFile sound = memory.create(info);
    if (!sound) {
        return {};
    }
    sf_set_string(sound.get(), SF_STR_COMMENT, speechMark(key, speech.samples).c_str());
    sf_write_short(
        sound.get(), speech.samples.data(), static_cast<sf_count_t>(speech.samples.size()));
    sound.reset(); // The header knows the length only now.
    return memory.take();
}

DraftState speechDraftState(const fs::path& file, std::string_view key) {
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
        return DraftState::kAbsent;
    }
    const std::string comment = readSoundComment(file);
    const std::string_view begin = "; script ";
    const std::size_t at = comment.find(begin);
    if (!comment.starts_with(kMachineVoiceMark) || at == std::string::npos) {
        return DraftState::kPersons;
    }
    const std::string made_from = comment.substr(at + begin.size(), 24);
    if (comment != speechMark(made_from, readSamples(file))) {
        return DraftState::kPersons;
    }
    return compare(made_from, key);
}

std::string writeSubtitleDraft(std::string_view vtt, std::string_view key) {
    const std::string_view cues = vtt.starts_with(kHeader) ? vtt.substr(kHeader.size()) : vtt;
    return fmt::format("{}{}{} {}\n\n{}", kHeader, kNote, key, shortHash(sha256(cues)), cues);
}

DraftState subtitleDraftState(const fs::path& file, std::string_view key) {
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
        return DraftState::kAbsent;
    }
    const auto text = readFile(file, file.string(), std::uint64_t{4} << 20);
    if (!text.ok()) {
        return DraftState::kPersons;
    }
    std::string_view rest = *text;
    const std::string start = std::string(kHeader) + std::string(kNote);
    constexpr std::size_t kHashSize = 24;
    constexpr std::size_t kMarkSize = kHashSize + 1 + kHashSize + 2;
    if (!rest.starts_with(start) || rest.size() < start.size() + kMarkSize) {
        return DraftState::kPersons;
    }
    rest.remove_prefix(start.size());
    const std::string_view made_from = rest.substr(0, kHashSize);
    const std::string_view content = rest.substr(kHashSize + 1, kHashSize);
    if (content != shortHash(sha256(rest.substr(kMarkSize)))) {
        return DraftState::kPersons;
    }
    return compare(made_from, key);
}

} // namespace vr360
