#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

namespace vr360::sample {

/// Writes a baseline JPEG (quality 92, no chroma subsampling) row by row. An unfinished file is
/// removed.
class JpegFile {
public:
    static Result<JpegFile> create(const std::filesystem::path& path, int width, int height);
    JpegFile(JpegFile&&) noexcept;
    JpegFile& operator=(JpegFile&&) noexcept;
    ~JpegFile();

    /// `count` rows of width × 3 bytes.
    Status write(std::span<const std::uint8_t> rows, int count);
    Status finish();

private:
    struct State;
    explicit JpegFile(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace vr360::sample
