#include "packager/sample/render/image_file.h"

#include <cerrno>
#include <csetjmp>
#include <cstdio>
#include <cstring>
// jpeglib.h needs stdio first.
#include <jpeglib.h>

namespace vr360::sample {

struct JpegFile::State {
    std::filesystem::path path;
    std::FILE* file = nullptr;
    jpeg_compress_struct compressor{};
    jpeg_error_mgr errors{};
    std::jmp_buf failed{}; ///< where the compressor goes when it cannot write
    bool finished = false;
};

namespace {

Fault cannotWrite(const std::filesystem::path& path) {
    return {path.string(),
            std::string("cannot be written: ") + std::strerror(errno),
            "check free space and permissions of the folder"};
}

/// libjpeg would end the program; it may only leave by a jump.
[[noreturn]] void onError(j_common_ptr compressor) {
    std::longjmp(*static_cast<std::jmp_buf*>(compressor->client_data), 1);
}

} // namespace

JpegFile::JpegFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
JpegFile::JpegFile(JpegFile&&) noexcept = default;
JpegFile& JpegFile::operator=(JpegFile&&) noexcept = default;

JpegFile::~JpegFile() {
    if (state_ == nullptr) {
        return;
    }
    jpeg_destroy_compress(&state_->compressor);
    if (state_->file != nullptr) {
        std::fclose(state_->file);
    }
    if (!state_->finished) {
        std::error_code ignored;
        std::filesystem::remove(state_->path, ignored);
    }
}

Result<JpegFile> JpegFile::create(const std::filesystem::path& path, int width, int height) {
    auto state = std::make_unique<State>();
    state->path = path;
    state->compressor.err = jpeg_std_error(&state->errors);
    state->errors.error_exit = onError;
    jpeg_create_compress(&state->compressor);
    state->compressor.client_data = &state->failed;
    state->file = std::fopen(path.c_str(), "wb");
    if (state->file == nullptr) {
        return cannotWrite(path);
    }
    if (setjmp(state->failed) != 0) { // NOLINT(cert-err52-cpp)
        return cannotWrite(path);
    }
    jpeg_compress_struct& c = state->compressor;
    jpeg_stdio_dest(&c, state->file);
    c.image_width = static_cast<JDIMENSION>(width);
    c.image_height = static_cast<JDIMENSION>(height);
    c.input_components = 3;
    c.in_color_space = JCS_RGB;
    jpeg_set_defaults(&c);
    jpeg_set_quality(&c, 92, TRUE);
    c.comp_info[0].h_samp_factor = 1;
    c.comp_info[0].v_samp_factor = 1;
    jpeg_start_compress(&c, TRUE);
    return JpegFile(std::move(state));
}

Status JpegFile::write(std::span<const std::uint8_t> rows, int count) {
    const std::size_t stride = static_cast<std::size_t>(state_->compressor.image_width) * 3;
    if (setjmp(state_->failed) != 0) { // NOLINT(cert-err52-cpp)
        return cannotWrite(state_->path);
    }
    for (int i = 0; i < count; ++i) {
        // The compressor only reads, its interface is older than const.
        auto* row =
            const_cast<JSAMPLE*>(rows.data() + static_cast<std::size_t>(i) * stride); // NOLINT
        jpeg_write_scanlines(&state_->compressor, &row, 1);
    }
    if (std::ferror(state_->file) != 0) {
        return cannotWrite(state_->path);
    }
    return Done{};
}

Status JpegFile::finish() {
    if (setjmp(state_->failed) != 0) { // NOLINT(cert-err52-cpp)
        return cannotWrite(state_->path);
    }
    jpeg_finish_compress(&state_->compressor);
    const bool flushed = std::fflush(state_->file) == 0 && std::ferror(state_->file) == 0;
    const bool closed = std::fclose(state_->file) == 0;
    state_->file = nullptr;
    if (!flushed || !closed) {
        return cannotWrite(state_->path);
    }
    state_->finished = true;
    return Done{};
}

} // namespace vr360::sample
