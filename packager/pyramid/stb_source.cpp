#include "packager/pyramid/stb_source.h"

#include "packager/pyramid/file_handle.h"
#include "packager/pyramid/source_faults.h"
#include "packager/pyramid/whole_source.h"

#include <stb_image.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>

namespace vr360 {
namespace {

FileHandle openFile(const SourceFile& file) {
    return FileHandle(std::fopen(file.path.c_str(), "rbe"));
}

/// stb_image paints what is missing at a file's end black and says nothing: here it is noticed
/// that it asked for more than there is.
struct Reading {
    std::FILE* stream = nullptr;
    bool past_end = false;

    static int read(void* user, char* bytes, int size) {
        auto* const reading = static_cast<Reading*>(user);
        const std::size_t got =
            std::fread(bytes, 1, static_cast<std::size_t>(size), reading->stream);
        reading->past_end |= got == 0 && size > 0;
        return static_cast<int>(got);
    }
    static void skip(void* user, int count) {
        std::fseek(static_cast<Reading*>(user)->stream, count, SEEK_CUR);
    }
    static int atEnd(void* user) { return std::feof(static_cast<Reading*>(user)->stream); }
};
constexpr stbi_io_callbacks kCallbacks{&Reading::read, &Reading::skip, &Reading::atEnd};

enum class Kind { k8, k16, kHdr };

struct OpenStb {
    FileHandle stream;
    Kind kind = Kind::k8;
    const char* format = "TGA";
    int width = 0;
    int height = 0;
};

bool isBmp(std::FILE* stream) {
    std::rewind(stream);
    const bool bmp = std::fgetc(stream) == 'B' && std::fgetc(stream) == 'M';
    std::rewind(stream);
    return bmp;
}

Result<OpenStb> begin(const SourceFile& file) {
    OpenStb open{.stream = openFile(file)};
    if (!open.stream) {
        return cannotOpen(file.label, errno);
    }
    std::FILE* const stream = open.stream.get();
    int channels = 0;
    if (stbi_info_from_file(stream, &open.width, &open.height, &channels) == 0) {
        const char* const reason = stbi_failure_reason();
        return unreadableHeader(
            file.label, "HDR, TGA or BMP", reason != nullptr ? reason : "unknown kind");
    }
    open.kind = stbi_is_hdr_from_file(stream) != 0      ? Kind::kHdr
                : stbi_is_16_bit_from_file(stream) != 0 ? Kind::k16
                                                        : Kind::k8;
    open.format = open.kind == Kind::kHdr ? "Radiance HDR" : isBmp(stream) ? "BMP" : "TGA";
    // Radiance pictures take four times the memory while they are unpacked.
    const std::int64_t limit = open.kind == Kind::kHdr ? kMaxWholePixels / 4 : kMaxWholePixels;
    if (open.width < 1 || open.height < 1 || std::int64_t{open.width} * open.height > limit) {
        return tooLarge(file.label, "HDR, TGA or BMP", open.width, open.height);
    }
    return open;
}

double encodedOf(double linear) {
    return linear <= 0.0031308 ? linear * 12.92 : 1.055 * std::pow(linear, 1.0 / 2.4) - 0.055;
}

/// Linear floats to 16-bit sRGB, in place: brighter than white becomes white.
void encodeInPlace(float* samples, std::size_t pixels) {
    auto* const out = reinterpret_cast<unsigned char*>(samples);
    for (std::size_t i = 0; i < 4 * pixels; ++i) {
        const double value = samples[i]; // read before the smaller result overwrites it
        const double in_range = std::isfinite(value) ? std::clamp(value, 0.0, 1.0) : 1.0;
        const bool alpha = i % 4 == 3;
        const auto sample = static_cast<std::uint16_t>(
            std::lround(65535.0 * (alpha ? in_range : encodedOf(in_range))));
        std::memcpy(out + sizeof sample * i, &sample, sizeof sample);
    }
}

} // namespace

bool looksLikeTga(const SourceFile& file) {
    const FileHandle stream = openFile(file);
    int width = 0;
    int height = 0;
    int channels = 0;
    return stream && stbi_info_from_file(stream.get(), &width, &height, &channels) != 0;
}

Result<SourceHeader> readStbHeader(const SourceFile& file) {
    const Result<OpenStb> open = begin(file);
    if (!open) {
        return open.fault();
    }
    SourceHeader header{.format = open->format,
                        .width = open->width,
                        .height = open->height,
                        .bits = open->kind == Kind::k8 ? 8 : 16,
                        .streaming = false};
    if (open->kind == Kind::kHdr) {
        header.warnings.push_back(
            {.where = file.label,
             .what =
                 "is a picture of high dynamic range; what is brighter than white becomes white",
             .cure = "Tone-map it in an image program if windows or lamps burn out."});
    }
    return header;
}

Result<std::unique_ptr<StripSource>> openStb(const SourceFile& file) {
    const Result<OpenStb> open = begin(file);
    if (!open) {
        return open.fault();
    }
    Reading reading{.stream = open->stream.get()};
    WholePicture picture;
    picture.depth = open->kind == Kind::k8 ? SampleDepth::k8 : SampleDepth::k16;
    int* const width = &picture.width;
    int* const height = &picture.height;
    int channels = 0;
    void* pixels = nullptr;
    if (open->kind == Kind::kHdr) {
        pixels = stbi_loadf_from_callbacks(&kCallbacks, &reading, width, height, &channels, 4);
    } else if (open->kind == Kind::k16) {
        pixels = stbi_load_16_from_callbacks(&kCallbacks, &reading, width, height, &channels, 4);
    } else {
        pixels = stbi_load_from_callbacks(&kCallbacks, &reading, width, height, &channels, 4);
    }
    picture.rgba = {pixels, &stbi_image_free};
    if (!picture.rgba) {
        const char* const reason = stbi_failure_reason();
        return damaged(file.label, -1.0, reason != nullptr ? reason : "unknown");
    }
    if (reading.past_end) {
        return damaged(file.label, -1.0, "the file ends early");
    }
    if (open->kind == Kind::kHdr) {
        encodeInPlace(static_cast<float*>(pixels),
                      static_cast<std::size_t>(picture.width) *
                          static_cast<std::size_t>(picture.height));
    }
    return wholeSource(file, std::move(picture), {});
}

} // namespace vr360
