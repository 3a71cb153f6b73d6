// vr360-compare A.png B.png: how far two pictures are apart, as JSON. Codes as vr360-pack's.

#include "compare.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <string>

namespace golden = vr360::golden;

namespace {

constexpr int kBadInput = 65;
constexpr int kCannotWrite = 73;

int fail(int code, const std::string& message) {
    std::cerr << "vr360-compare: " << message << "\n";
    return code;
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app{"How far two pictures of the same size are apart: PSNR over all pixels and "
                 "channels, by channel, the largest difference, the worst block of 16×16"};
    std::string first;
    std::string second;
    std::string difference;
    std::string other;
    std::vector<int> crop;
    int gain = 8;
    app.add_option("A", first, "JPEG or PNG")->required();
    app.add_option("B", second, "JPEG or PNG")->required();
    app.add_option("--crop", crop, "x,y,width,height: only this part, in pixels")
        ->delimiter(',')
        ->expected(4);
    app.add_option("--or", other, "A's pixels may as well be this picture's: the nearer count");
    app.add_option("--difference", difference, "writes a PNG of A − B around grey");
    app.add_option("--gain", gain, "times as large as it is in that PNG")->capture_default_str();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : 2;
    }

    std::string error;
    const auto a = golden::readPicture(first, error);
    if (!a) {
        return fail(kBadInput, error);
    }
    auto b = golden::readPicture(second, error);
    if (!b) {
        return fail(kBadInput, error);
    }
    const auto size = [](const golden::Picture& p) {
        return std::to_string(p.width) + "x" + std::to_string(p.height);
    };
    if (a->width != b->width || a->height != b->height) {
        return fail(kBadInput, "sizes differ: " + size(*a) + " and " + size(*b));
    }
    if (!other.empty()) {
        const auto c = golden::readPicture(other, error);
        if (!c) {
            return fail(kBadInput, error);
        }
        if (a->width != c->width || a->height != c->height) {
            return fail(kBadInput, "sizes differ: " + size(*a) + " and " + size(*c));
        }
        b = golden::nearerPixels(*b, *c, *a);
    }
    golden::Area area{0, 0, a->width, a->height};
    if (!crop.empty()) {
        area = {crop[0], crop[1], crop[2], crop[3]};
    }
    if (area.x < 0 || area.y < 0 || area.width < 1 || area.height < 1 ||
        area.x + area.width > a->width || area.y + area.height > a->height) {
        return fail(kBadInput, "--crop reaches outside the pictures of " + size(*a));
    }
    if (!difference.empty() &&
        !golden::writePng(difference, golden::differencePicture(*a, *b, area, gain), error)) {
        return fail(kCannotWrite, error);
    }
    std::cout << golden::toJson(golden::comparePictures(*a, *b, area));
    return 0;
}
