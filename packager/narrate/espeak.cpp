#include "packager/narrate/espeak.h"

#include "packager/files/files.h"

#include <fmt/format.h>
#include <sndfile.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>

// NOLINTNEXTLINE(readability-identifier-naming): the system's name
extern char** environ;

namespace vr360 {
namespace {

namespace fs = std::filesystem;

struct Voice {
    std::string_view language;
    std::string_view name;
    int words_per_minute;
};
/// Plain "cmn" spells Chinese characters out in English; the pinyin voice reads them.
constexpr std::array kVoices{Voice{"vi", "vi", 160},
                             Voice{"en-US", "en-us", 150},
                             Voice{"en", "en-gb", 150},
                             Voice{"zh", "cmn-latn-pinyin", 150},
                             Voice{"fr", "fr", 150},
                             Voice{"de", "de", 150},
                             Voice{"es", "es", 150},
                             Voice{"ja", "ja", 150},
                             Voice{"ko", "ko", 150},
                             Voice{"ru", "ru", 150}};

const Voice* findVoice(std::string_view language) {
    const auto exact = std::ranges::find(kVoices, language, &Voice::language);
    if (exact != kVoices.end()) {
        return &*exact;
    }
    const std::string_view base = language.substr(0, language.find('-'));
    const auto near = std::ranges::find(kVoices, base, &Voice::language);
    return near == kVoices.end() ? nullptr : &*near;
}

/// A folder that goes when the scope does.
class ScratchFolder {
public:
    ScratchFolder() {
        std::error_code ignored;
        std::string name = (fs::temp_directory_path(ignored) / "vr360-speech-XXXXXX").string();
        if (::mkdtemp(name.data()) != nullptr) {
            path_ = name;
        }
    }
    ~ScratchFolder() {
        std::error_code ignored;
        if (!path_.empty()) {
            fs::remove_all(path_, ignored);
        }
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

Status runProgram(std::vector<std::string> arguments) {
    std::vector<char*> argv;
    argv.reserve(arguments.size() + 1);
    for (std::string& argument : arguments) {
        argv.push_back(argument.data());
    }
    argv.push_back(nullptr);
    pid_t child = 0;
    const int error = ::posix_spawnp(&child, argv[0], nullptr, nullptr, argv.data(), environ);
    if (error != 0) {
        return Fault{arguments[0],
                     fmt::format("cannot be run: {}", std::strerror(error)),
                     "Install espeak-ng."};
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return Fault{arguments[0], "has failed", "Install espeak-ng with the language's voice."};
    }
    return Done{};
}

Result<Speech> readSpeech(const fs::path& file) {
    SF_INFO info{};
    const std::unique_ptr<SNDFILE, decltype(&sf_close)> sound(
        sf_open(file.c_str(), SFM_READ, &info), &sf_close);
    if (!sound || info.channels != 1 || info.frames <= 0) {
        return Fault{"espeak-ng", "gave no sound", "Check the sentence for odd characters."};
    }
    Speech speech{.rate = info.samplerate};
    speech.samples.resize(static_cast<std::size_t>(info.frames));
    const sf_count_t got = sf_read_short(sound.get(), speech.samples.data(), info.frames);
    speech.samples.resize(static_cast<std::size_t>(std::max<sf_count_t>(got, 0)));
    return speech;
}

/// Synthetic silence is nearly zero; what is above this is speech.
constexpr int kSilence = 64;

void trim(Speech& speech) {
    const auto loud = [](std::int16_t sample) { return std::abs(int{sample}) > kSilence; };
    auto& samples = speech.samples;
    const auto last = std::find_if(samples.rbegin(), samples.rend(), loud);
    samples.erase(last.base(), samples.end());
    samples.erase(samples.begin(), std::ranges::find_if(samples, loud));
}

} // namespace

std::string_view voiceFor(std::string_view language) {
    const Voice* voice = findVoice(language);
    return voice == nullptr ? std::string_view() : voice->name;
}

std::string speechKey(std::string_view language) {
    const Voice* voice = findVoice(language);
    return voice == nullptr
               ? std::string()
               : fmt::format("espeak-ng {} {} wpm", voice->name, voice->words_per_minute);
}

Result<Speech> speak(std::string_view sentence, std::string_view language) {
    const Voice* voice = findVoice(language);
    if (voice == nullptr) {
        return Fault{std::string(language), "is a language without a voice", "Record it."};
    }
    const ScratchFolder scratch;
    const fs::path text = scratch.path() / "sentence.txt";
    const fs::path sound = scratch.path() / "sentence.wav";
    if (const Status written = writeFileSafely(text, sentence, scratch.path()); !written.ok()) {
        return written.fault();
    }
    const Status spoken = runProgram({"espeak-ng",
                                      "-b",
                                      "1",
                                      "-v",
                                      std::string(voice->name),
                                      "-s",
                                      std::to_string(voice->words_per_minute),
                                      "-f",
                                      text.string(),
                                      "-w",
                                      sound.string()});
    if (!spoken.ok()) {
        return spoken.fault();
    }
    auto speech = readSpeech(sound);
    if (speech.ok()) {
        trim(speech.value());
        if (speech->samples.empty()) {
            return Fault{"espeak-ng", "gave no sound", "Check the sentence for odd characters."};
        }
    }
    return speech;
}

} // namespace vr360
