// vr360-draw-test-panorama KIND WIDTH OUT.png

#include "test_panorama.h"

#include <charconv>
#include <iostream>
#include <string>
#include <string_view>

int main(int argc, char** argv) {
    int width = 0;
    const std::string_view size = argc == 4 ? argv[2] : "";
    std::from_chars(size.data(), size.data() + size.size(), width);
    const auto kind = vr360::golden::panoramaKind(argc == 4 ? argv[1] : "");
    if (!kind || width < 2 || width > 65536 || width % 2 != 0) {
        std::cerr << "usage: vr360-draw-test-panorama smooth|chart WIDTH OUT.png (WIDTH even)\n";
        return 2;
    }
    std::string error;
    if (!vr360::golden::writePng(argv[3], vr360::golden::drawPanorama(*kind, width), error)) {
        std::cerr << "vr360-draw-test-panorama: " << error << "\n";
        return 73;
    }
    return 0;
}
