#include "packager/audio/sound_length.h"

#include "packager/audio/memory_file.h"
#include "packager/audio/sound.h"

#include <opusfile.h>

#include <algorithm>
#include <memory>

namespace vr360 {

double opusSeconds(std::string_view bytes) {
    const std::unique_ptr<OggOpusFile, decltype(&op_free)> file(
        op_open_memory(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr),
        &op_free);
    const ogg_int64_t samples = file ? op_pcm_total(file.get(), -1) : 0;
    return static_cast<double>(std::max<ogg_int64_t>(samples, 0)) / kSoundRate;
}

double mp3Seconds(std::string_view bytes) {
    MemoryFile memory(bytes);
    SF_INFO info;
    const SoundFile file = memory.open(info);
    return file && info.samplerate > 0 ? static_cast<double>(info.frames) / info.samplerate : 0.0;
}

} // namespace vr360
