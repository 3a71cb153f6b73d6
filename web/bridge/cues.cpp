#include "core/tour/subtitles.h"
#include "web/bridge/bridge.h"

#include <cstring>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace vr360::web {
namespace {

/// A text as the page reads it: UTF-8 in the core's memory, and when it gives way to another.
struct TextOut {
    std::uint32_t text = 0;
    std::uint32_t size = 0;
    double until = 0.0;
};
static_assert(sizeof(TextOut) == 16);

/// A cue as the page reads it.
struct CueOut {
    double start = 0.0;
    double end = 0.0;
    std::uint32_t text = 0;
    std::uint32_t size = 0;
};
static_assert(sizeof(CueOut) == 24);

struct CueList {
    std::uint32_t cues = 0; ///< address of CueOut[count]
    std::uint32_t count = 0;
};

std::vector<Cue> cues_read;
std::vector<CueOut> cues_out;
CueList cue_list;
std::string scratch_bytes;
CueTrack track;
std::string held_text;
TextOut text_out;

std::vector<Cue> takeCues(const char*& at, int count) {
    std::vector<Cue> cues(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        Cue& cue = cues[static_cast<std::size_t>(i)];
        std::uint32_t size = 0;
        std::memcpy(&cue.start, at, sizeof cue.start);
        std::memcpy(&cue.end, at + 8, sizeof cue.end);
        std::memcpy(&size, at + 16, sizeof size);
        cue.text.assign(at + 24, size);
        cue.number = i + 1;
        at += 24 + (size + 7U) / 8U * 8U;
    }
    return cues;
}

} // namespace

/// Room for `size` bytes that the next call reads.
VR360_EXPORT(room)
char* room(std::uint32_t size) {
    scratch_bytes.resize(size);
    return scratch_bytes.data();
}

/// Reads the WebVTT file in `room`: no cue if it is none. The packager has checked it.
VR360_EXPORT(readCues)
const CueList* readCues() {
    auto cues = readWebVtt(scratch_bytes, "");
    cues_read = cues.ok() ? std::move(cues).value() : std::vector<Cue>();
    cues_out.clear();
    for (const Cue& cue : cues_read) {
        cues_out.push_back({cue.start,
                            cue.end,
                            address(cue.text.data()),
                            static_cast<std::uint32_t>(cue.text.size())});
    }
    cue_list = {address(cues_out.data()), static_cast<std::uint32_t>(cues_out.size())};
    return &cue_list;
}

/// Takes the cues in `room` as the narration's subtitles: for each its start and end (doubles), the
/// size of its text (a 32-bit number, then four bytes of nothing) and the text, filled up to a
/// multiple of eight bytes.
VR360_EXPORT(setCues)
void setCues(int count) {
    const char* at = scratch_bytes.data();
    track = CueTrack(takeCues(at, count));
}

/// In `room`: the cues of one narration's subtitles, then those of another's in the same language.
/// When the second says what the first says at a time; not a number if there is no telling.
VR360_EXPORT(timeOfSameWords)
double sameWords(int from_count, double seconds, int to_count) {
    const char* at = scratch_bytes.data();
    const CueTrack from(takeCues(at, from_count));
    const CueTrack to(takeCues(at, to_count));
    return timeOfSameWords(from, seconds, to).value_or(std::numeric_limits<double>::quiet_NaN());
}

/// What is said at a time.
VR360_EXPORT(cueTextAt)
const TextOut* cueTextAt(double seconds) {
    held_text = track.textAt(seconds);
    text_out = {address(held_text.data()),
                static_cast<std::uint32_t>(held_text.size()),
                track.nextChange(seconds)};
    return &text_out;
}

} // namespace vr360::web
