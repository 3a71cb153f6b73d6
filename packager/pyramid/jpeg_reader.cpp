#include "packager/pyramid/jpeg_reader.h"

// jpeglib.h uses FILE and size_t without including them.
#include <cstddef>
#include <cstdio>

#include <jerror.h>
#include <jpeglib.h>

#include <algorithm>
#include <csetjmp>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace vr360 {
namespace {

constexpr std::string_view kExifStart{"Exif\0\0", 6};
constexpr std::string_view kXmpStart{"http://ns.adobe.com/xap/1.0/\0", 29};
constexpr std::string_view kExtendedXmpStart{"http://ns.adobe.com/xmp/extension/\0", 35};
constexpr unsigned kMaxMarker = 0xFFFF;
constexpr std::size_t kFileBuffer = std::size_t{1} << 18U;

/// libjpeg's error manager; `base` is first, so that a pointer to one is a pointer to the other.
struct ErrorManager {
    jpeg_error_mgr base{};
    std::jmp_buf jump{};
    char message[JMSG_LENGTH_MAX]{};
    char oddity[JMSG_LENGTH_MAX]{};
    bool progressive = false;
    bool stopped = false;
};

ErrorManager& managerOf(j_common_ptr info) {
    return *reinterpret_cast<ErrorManager*>(info->err);
}

[[noreturn]] void fail(j_common_ptr info) {
    ErrorManager& manager = managerOf(info);
    info->err->format_message(info, manager.message);
    std::longjmp(manager.jump, 1);
}

/// libjpeg goes on after damage and paints grey; a panorama with a grey half is worse than none.
bool meansDamage(int code, bool progressive) {
    switch (code) {
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_MUST_RESYNC:
        return true;
    case JWRN_JPEG_EOF:
        // Alone, in a baseline file, it is a missing end marker after a whole picture; data that is
        // missing shows as JWRN_HIT_MARKER. A progressive file may lack whole scans silently.
        return progressive;
    default:
        return false;
    }
}

void onMessage(j_common_ptr info, int level) {
    if (level >= 0) {
        return;
    }
    ErrorManager& manager = managerOf(info);
    if (meansDamage(info->err->msg_code, manager.progressive)) {
        fail(info);
    }
    if (manager.oddity[0] == '\0') {
        info->err->format_message(info, manager.oddity);
    }
}

std::string_view bytesOf(const jpeg_marker_struct& marker) {
    return {reinterpret_cast<const char*>(marker.data), marker.data_length};
}

std::size_t bigEndian32(std::string_view bytes) {
    std::size_t value = 0;
    for (const char byte : bytes.substr(0, 4)) {
        value = value << 8U | static_cast<unsigned char>(byte);
    }
    return value;
}

/// XMP that is too long for one marker: its rest comes in pieces, each with the digest that the
/// main packet names, the length of all, and its own place.
std::string extendedXmp(const jpeg_marker_struct* markers, std::string_view main_packet) {
    constexpr std::size_t kDigest = 32;
    constexpr std::size_t kHead = kDigest + 8;
    constexpr std::size_t kMaxLength = std::size_t{64} << 20U;
    std::string all;
    for (const jpeg_marker_struct* marker = markers; marker != nullptr; marker = marker->next) {
        std::string_view data = bytesOf(*marker);
        if (marker->marker != JPEG_APP0 + 1 || !data.starts_with(kExtendedXmpStart)) {
            continue;
        }
        data.remove_prefix(kExtendedXmpStart.size());
        if (data.size() < kHead || main_packet.find(data.substr(0, kDigest)) == std::string::npos) {
            continue;
        }
        const std::size_t length = bigEndian32(data.substr(kDigest));
        const std::size_t offset = bigEndian32(data.substr(kDigest + 4));
        data.remove_prefix(kHead);
        if (length <= kMaxLength && offset <= length && data.size() <= length - offset) {
            all.resize(std::max(all.size(), length), ' ');
            all.replace(offset, data.size(), data);
        }
    }
    return all;
}

} // namespace

struct JpegReader::State {
    jpeg_decompress_struct info{};
    ErrorManager errors;
    jpeg_progress_mgr progress{};
    std::FILE* file = nullptr;
    const std::atomic<bool>* stop = nullptr;
    bool created = false;

    static void onProgress(j_common_ptr info) {
        const auto* const state = static_cast<State*>(info->client_data);
        if (state->stop != nullptr && state->stop->load(std::memory_order_relaxed)) {
            managerOf(info).stopped = true;
            std::longjmp(managerOf(info).jump, 1);
        }
    }

    [[nodiscard]] Outcome failure() const {
        return errors.stopped ? Outcome::kStopped : Outcome::kFailed;
    }
};

JpegReader::JpegReader(const std::atomic<bool>* stop) : state_(std::make_unique<State>()) {
    State& state = *state_;
    state.stop = stop;
    state.info.err = jpeg_std_error(&state.errors.base);
    state.errors.base.error_exit = &fail;
    state.errors.base.emit_message = &onMessage;
    state.progress.progress_monitor = &State::onProgress;
}

JpegReader::~JpegReader() {
    if (state_->created) {
        jpeg_destroy_decompress(&state_->info);
    }
    if (state_->file != nullptr) {
        std::fclose(state_->file);
    }
}

bool JpegReader::open(const char* path) {
    state_->file = std::fopen(path, "rbe");
    if (state_->file == nullptr) {
        return false;
    }
    std::setvbuf(state_->file, nullptr, _IOFBF, kFileBuffer);
    return true;
}

// Nothing with a destructor may live in a function that is jumped out of: such functions only call
// libjpeg, and strings are made outside of them.
JpegReader::Outcome JpegReader::readHeader(Header& header) {
    State& state = *state_;
    jpeg_decompress_struct& info = state.info;
    if (setjmp(state.errors.jump) != 0) { // NOLINT(cert-err52-cpp)
        return state.failure();
    }
    jpeg_create_decompress(&info);
    state.created = true;
    info.client_data = &state;
    info.progress = &state.progress;
    jpeg_stdio_src(&info, state.file);
    jpeg_save_markers(&info, JPEG_APP0 + 1, kMaxMarker);
    jpeg_save_markers(&info, JPEG_APP0 + 2, kMaxMarker);
    jpeg_read_header(&info, TRUE);
    JOCTET* icc = nullptr;
    unsigned int icc_size = 0;
    if (jpeg_read_icc_profile(&info, &icc, &icc_size) != FALSE) {
        header.icc.assign(reinterpret_cast<const char*>(icc), icc_size);
        std::free(icc); // NOLINT(cppcoreguidelines-no-malloc): libjpeg allocates it so
    }
    state.errors.progressive = info.progressive_mode != FALSE;
    header.width = static_cast<int>(info.image_width);
    header.height = static_cast<int>(info.image_height);
    header.progressive = state.errors.progressive;
    header.adobe = info.saw_Adobe_marker != FALSE;
    header.pixels = info.num_components == 4   ? Pixels::kCmyk
                    : info.num_components == 1 ? Pixels::kGrey
                                               : Pixels::kRgb;
    for (const jpeg_marker_struct* marker = info.marker_list; marker != nullptr;
         marker = marker->next) {
        const std::string_view data = bytesOf(*marker);
        if (marker->marker == JPEG_APP0 + 1 && data.starts_with(kExifStart)) {
            header.exif.assign(data.substr(kExifStart.size()));
        } else if (marker->marker == JPEG_APP0 + 1 && data.starts_with(kXmpStart)) {
            header.xmp.assign(data.substr(kXmpStart.size()));
        }
    }
    header.xmp += extendedXmp(info.marker_list, header.xmp);
    return Outcome::kOk;
}

JpegReader::Outcome JpegReader::start() {
    State& state = *state_;
    if (setjmp(state.errors.jump) != 0) { // NOLINT(cert-err52-cpp)
        return state.failure();
    }
    state.info.out_color_space = state.info.num_components == 4   ? JCS_CMYK
                                 : state.info.num_components == 1 ? JCS_GRAYSCALE
                                                                  : JCS_RGB;
    jpeg_start_decompress(&state.info);
    return Outcome::kOk;
}

JpegReader::Outcome JpegReader::read(std::span<std::uint8_t* const> lines) {
    State& state = *state_;
    if (setjmp(state.errors.jump) != 0) { // NOLINT(cert-err52-cpp)
        return state.failure();
    }
    static_assert(sizeof(JSAMPLE) == 1);
    const JDIMENSION end = state.info.output_scanline + static_cast<JDIMENSION>(lines.size());
    const JDIMENSION begin = state.info.output_scanline;
    while (state.info.output_scanline < end) {
        const JDIMENSION done = state.info.output_scanline - begin;
        // libjpeg does not write to the array of pointers, it only fails to say so.
        auto* const to = const_cast<JSAMPARRAY>(lines.data() + done);
        jpeg_read_scanlines(&state.info, to, end - state.info.output_scanline);
    }
    return Outcome::kOk;
}

int JpegReader::linesRead() const {
    return static_cast<int>(state_->info.output_scanline);
}

std::string JpegReader::message() const {
    return state_->errors.message;
}

std::string JpegReader::oddity() const {
    return state_->errors.oddity;
}

} // namespace vr360
