#include "packager/audio/sound_length.h"

#include "packager/audio/sound.h"

#include <opusfile.h>
#include <sndfile.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>

namespace vr360 {
namespace {

struct Memory {
    std::string_view bytes;
    sf_count_t at = 0;
};

sf_count_t memorySize(void* user) {
    return static_cast<sf_count_t>(static_cast<Memory*>(user)->bytes.size());
}

sf_count_t memorySeek(sf_count_t offset, int whence, void* user) {
    auto& memory = *static_cast<Memory*>(user);
    const sf_count_t base = whence == SEEK_SET   ? 0
                            : whence == SEEK_CUR ? memory.at
                                                 : memorySize(user);
    memory.at = std::clamp<sf_count_t>(base + offset, 0, memorySize(user));
    return memory.at;
}

sf_count_t memoryRead(void* target, sf_count_t count, void* user) {
    auto& memory = *static_cast<Memory*>(user);
    const sf_count_t got = std::min(count, memorySize(user) - memory.at);
    std::memcpy(target, memory.bytes.data() + memory.at, static_cast<std::size_t>(got));
    memory.at += got;
    return got;
}

sf_count_t memoryTell(void* user) {
    return static_cast<Memory*>(user)->at;
}

} // namespace

double opusSeconds(std::string_view bytes) {
    const std::unique_ptr<OggOpusFile, decltype(&op_free)> file(
        op_open_memory(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr),
        &op_free);
    const ogg_int64_t samples = file ? op_pcm_total(file.get(), -1) : 0;
    return static_cast<double>(std::max<ogg_int64_t>(samples, 0)) / kSoundRate;
}

double mp3Seconds(std::string_view bytes) {
    Memory memory{bytes};
    SF_VIRTUAL_IO io{&memorySize, &memorySeek, &memoryRead, nullptr, &memoryTell};
    SF_INFO info{};
    const std::unique_ptr<SNDFILE, decltype(&sf_close)> file(
        sf_open_virtual(&io, SFM_READ, &info, &memory), &sf_close);
    return file && info.samplerate > 0 ? static_cast<double>(info.frames) / info.samplerate : 0.0;
}

} // namespace vr360
