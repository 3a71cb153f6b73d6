#include "core/package/pyramid.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace vr360;
    const auto document = readPyramid(textOf(data, size), "fuzz");
    if (!document) {
        checkFault(document.fault());
        return 0;
    }
    // Writing rounds, so what was written once is what stays.
    const std::string text = writePyramid(*document);
    const auto again = readPyramid(text, "again");
    require(again.ok(), "what is written can be read");
    require(writePyramid(*again) == text, "what is written stays as it is");
    return 0;
}
