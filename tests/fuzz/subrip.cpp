#include "tests/fuzz/subtitle_properties.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    vr360::checkSubtitles(vr360::readSubRip(vr360::textOf(data, size), "fuzz"));
    return 0;
}
