#pragma once

#include "core/base/result.h"
#include "packager/pyramid/tile_cutter.h"
#include "packager/pyramid/tile_encoding.h"

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

namespace vr360 {

/// "libwebp 1.2.4": what encodes, with its version, as it stands in a panorama's key.
std::string encoderName();

/// Pixels → WebP. Reuses its memory: one for each thread.
class TileEncoder {
public:
    TileEncoder();
    ~TileEncoder();
    TileEncoder(const TileEncoder&) = delete;
    TileEncoder& operator=(const TileEncoder&) = delete;

    /// The file's bytes, valid until the next call. Given up, with os_error EINTR, as soon as
    /// `stop` is true.
    Result<std::string_view>
    encode(const TilePixels& tile, const TileEncoding& encoding, const std::atomic<bool>& stop);

private:
    struct Memory;
    std::unique_ptr<Memory> memory_;
};

} // namespace vr360
