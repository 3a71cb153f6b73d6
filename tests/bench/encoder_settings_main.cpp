// What libwebp's settings cost and give on a panorama's tiles: CPU time, bytes, PSNR (RGB) and
// structural similarity (luma, windows of 8×8 pixels) of the decoded tile. Settings take turns tile
// by tile, so that whatever else the machine does hits all alike. Prints a Markdown table whose
// times and bytes are relative to the first settings.
//
//     vr360-encoder-settings IMAGE q=80,m=4 q=82,m=4,f=30 …
//
// q quality, m method, s segments, n sns_strength, f filter_strength, h filter_sharpness, p pass,
// l partition_limit, w low_memory, y sharp YUV, e preprocessing.

#include "held_tiles.h"

#include <webp/decode.h>
#include <webp/encode.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <ctime>
#include <map>
#include <sstream>

namespace {

using namespace vr360;

struct Contender {
    std::string text;
    WebPConfig config{};
    double seconds = 0.0;
    std::size_t bytes = 0;
    double squares = 0.0;
    double similarity = 0.0;
};

double cpuSeconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

[[noreturn]] void give(const std::string& error) {
    fmt::print(stderr, "{}\n", error);
    std::exit(64);
}

Contender parse(const std::string& text) {
    Contender contender{.text = text};
    WebPConfig& c = contender.config;
    WebPConfigInit(&c);
    const std::map<char, int*> fields{{'m', &c.method},
                                      {'s', &c.segments},
                                      {'n', &c.sns_strength},
                                      {'f', &c.filter_strength},
                                      {'h', &c.filter_sharpness},
                                      {'p', &c.pass},
                                      {'l', &c.partition_limit},
                                      {'w', &c.low_memory},
                                      {'y', &c.use_sharp_yuv},
                                      {'e', &c.preprocessing}};
    std::istringstream parts(text);
    std::string part;
    while (std::getline(parts, part, ',')) {
        const char key = part.empty() ? ' ' : part[0];
        if (part.size() < 3 || part[1] != '=' || (key != 'q' && !fields.contains(key))) {
            give(text + ": not settings");
        }
        const double value = std::strtod(part.c_str() + 2, nullptr);
        if (key == 'q') {
            c.quality = static_cast<float>(value);
        } else {
            *fields.at(key) = static_cast<int>(value);
        }
    }
    if (WebPValidateConfig(&c) == 0) {
        give(text + ": libwebp does not take these settings");
    }
    return contender;
}

double luma(const std::uint8_t* rgb) {
    return 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
}

double similarityOfWindow(const TilePixels& a, const std::uint8_t* b, int x0, int y0) {
    constexpr int kSide = 8;
    double sums[5] = {};
    for (int y = y0; y < y0 + kSide; ++y) {
        for (int x = x0; x < x0 + kSide; ++x) {
            const double p = luma(a.pixels + y * a.stride + std::ptrdiff_t{3} * x);
            const double q = luma(b + (std::ptrdiff_t{y} * a.width + x) * 3);
            sums[0] += p;
            sums[1] += q;
            sums[2] += p * p;
            sums[3] += q * q;
            sums[4] += p * q;
        }
    }
    for (double& sum : sums) {
        sum /= kSide * kSide;
    }
    const auto& [p, q, pp, qq, pq] = sums;
    constexpr double kC1 = 6.5025;
    constexpr double kC2 = 58.5225;
    return (2 * p * q + kC1) * (2 * (pq - p * q) + kC2) /
           ((p * p + q * q + kC1) * (pp - p * p + qq - q * q + kC2));
}

void compare(const TilePixels& tile, const std::uint8_t* decoded, Contender& contender) {
    for (int y = 0; y < tile.height; ++y) {
        for (int i = 0; i < 3 * tile.width; ++i) {
            const int d =
                tile.pixels[y * tile.stride + i] - decoded[std::ptrdiff_t{3} * y * tile.width + i];
            contender.squares += d * d;
        }
    }
    double sum = 0.0;
    int windows = 0;
    for (int y = 0; y + 8 <= tile.height; y += 4) {
        for (int x = 0; x + 8 <= tile.width; x += 4, ++windows) {
            sum += similarityOfWindow(tile, decoded, x, y);
        }
    }
    contender.similarity += sum / windows * tile.width * tile.height;
}

void encode(const TilePixels& tile, Contender& contender) {
    WebPPicture picture;
    WebPPictureInit(&picture);
    picture.width = tile.width;
    picture.height = tile.height;
    WebPMemoryWriter writer;
    WebPMemoryWriterInit(&writer);
    picture.writer = &WebPMemoryWrite;
    picture.custom_ptr = &writer;
    const double begun = cpuSeconds();
    const bool done =
        WebPPictureImportRGB(&picture, tile.pixels, static_cast<int>(tile.stride)) != 0 &&
        WebPEncode(&contender.config, &picture) != 0;
    contender.seconds += cpuSeconds() - begun;
    WebPPictureFree(&picture);
    if (!done) {
        give(contender.text + ": libwebp refused a tile");
    }
    contender.bytes += writer.size;
    int width = 0;
    int height = 0;
    std::uint8_t* const decoded = WebPDecodeRGB(writer.mem, writer.size, &width, &height);
    compare(tile, decoded, contender);
    WebPFree(decoded);
    WebPMemoryWriterClear(&writer);
}

} // namespace

int main(int argc, char** argv) {
    std::string image;
    std::vector<std::string> texts;
    int every = 1;
    int below = 0;
    CLI::App app("What libwebp's settings cost and give on a panorama's tiles");
    app.add_option("image", image)->required();
    app.add_option("settings", texts)->required();
    app.add_option("--every", every, "take one of so many tiles")->check(CLI::PositiveNumber);
    app.add_option("--below", below, "leave out so many of the finest levels");
    CLI11_PARSE(app, argc, argv);

    std::vector<Contender> contenders;
    for (const std::string& text : texts) {
        contenders.push_back(parse(text));
    }
    const HeldTiles held = cutAllTiles(image);
    const int finest = held.grid.levelCount() - 1;
    double pixels = 0.0;
    int number = 0;
    for (const HeldTile& tile : held.tiles) {
        if (tile.level > finest - below || number++ % every != 0) {
            continue;
        }
        pixels += tile.shape.width * tile.shape.height;
        for (Contender& contender : contenders) {
            encode(tile.shape, contender);
        }
    }
    fmt::print("| settings | CPU | bytes | PSNR | SSIM |\n| --- | --- | --- | --- | --- |\n");
    for (const Contender& c : contenders) {
        fmt::print("| {} | {:.3f} | {:.3f} | {:.2f} | {:.5f} |\n",
                   c.text,
                   c.seconds / contenders[0].seconds,
                   static_cast<double>(c.bytes) / static_cast<double>(contenders[0].bytes),
                   10.0 * std::log10(255.0 * 255.0 * 3.0 * pixels / c.squares),
                   c.similarity / pixels);
    }
    fmt::print("\n{}: {:.0f} Mpixel, {:.2f} s and {} bytes at {}\n",
               image,
               1e-6 * pixels,
               contenders[0].seconds,
               contenders[0].bytes,
               contenders[0].text);
    return 0;
}
