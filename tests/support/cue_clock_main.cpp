// The desktop's clock for subtitles, for tests in other languages: reads a WebVTT file as the
// viewer does, and says for each time (seconds, on standard input) what is shown, as a JSON array.

#include "core/package/json_write.h"
#include "core/tour/subtitles.h"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

int main(int argc, char** argv) {
    using namespace vr360;
    if (argc != 2) {
        std::fputs("usage: cue_clock FILE.vtt < TIMES\n", stderr);
        return 2;
    }
    std::ifstream file(argv[1], std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    auto cues = readWebVtt(text, argv[1]);
    if (!cues) {
        std::fprintf(stderr, "%s: %s\n", cues.fault().where.c_str(), cues.fault().what.c_str());
        return 1;
    }
    const CueTrack track(std::move(cues).value());
    JsonWriter json;
    json.beginArray();
    for (double seconds = 0.0; std::cin >> seconds;) {
        json.value(track.textAt(seconds));
    }
    json.endArray();
    std::cout << json.take();
    return 0;
}
