#pragma once

// The page's way into the core: a flat C interface, numbers and addresses only. The page reads
// the core's memory directly, so what crosses the border is written down here once, and
// web/io/core.ts mirrors it. There is one visitor and one view, hence one Stage.

#include "core/stage/stage.h"

#include <cstddef>
#include <cstdint>

#define VR360_EXPORT(name) extern "C" __attribute__((export_name(#name), used))

namespace vr360::web {

/// One frame as the page reads it. Addresses are valid until the next call into the core.
struct FrameOut {
    std::uint32_t patches = 0; ///< address of Patch[patch_count]
    std::uint32_t patch_count = 0;
    std::uint32_t fade_from = 0;
    std::uint32_t block = 0; ///< address of the FrameBlock
    std::uint32_t flags = 0; ///< kChanged | kSettled | kMoving
    std::uint32_t starts = 0;
    std::uint32_t start_count = 0;
    std::uint32_t cancels = 0;
    std::uint32_t cancel_count = 0;
    std::uint32_t uploads = 0;
    std::uint32_t upload_count = 0;
    std::uint32_t loading = 0; ///< requests under way
    double yaw = 0.0;
    double pitch = 0.0;
    double fov = 0.0;
    double next_retry = 0.0; ///< when a failed tile is due again; infinity if none is
};
inline constexpr std::uint32_t kChanged = 1;
inline constexpr std::uint32_t kSettled = 2;
inline constexpr std::uint32_t kMoving = 4;

// The page reads these by offset.
static_assert(sizeof(std::size_t) == 4, "the bridge is for 32-bit wasm");
static_assert(sizeof(FrameOut) == 80 && offsetof(FrameOut, yaw) == 48);
static_assert(sizeof(LoadRequest) == 16 && offsetof(LoadRequest, key) == 4);
static_assert(sizeof(Upload) == 20 && offsetof(Upload, layer) == 4 && offsetof(Upload, key) == 8);
static_assert(offsetof(TileKey, panorama) == 0 && offsetof(TileKey, id) == 4);
static_assert(offsetof(TileId, level) == 0 && offsetof(TileId, row) == 2 &&
              offsetof(TileId, column) == 4);

inline std::uint32_t address(const void* p) {
    return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(p));
}

} // namespace vr360::web
