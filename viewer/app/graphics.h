#pragma once

#include "viewer/gpu/frame.h"
#include "viewer/gpu/tile_renderer.h"
#include "viewer/gpu/upload.h"

#include <memory>
#include <string>

namespace vr360 {

struct GraphicsParams {
    VkSurfaceKHR surface = VK_NULL_HANDLE;
    std::string gpu;
    int layers = 128;       ///< wished; fewer when the device cannot
    int staging_slots = 24; ///< tiles being decoded or waiting to be copied
    std::string cache_dir;  ///< of the pipeline cache; empty: none
};

/// What drawing tiles needs of the device, made and lost together.
class Graphics {
public:
    static Result<std::unique_ptr<Graphics>> create(const Instance& instance,
                                                    const GraphicsParams& params);
    ~Graphics();
    Graphics(const Graphics&) = delete;
    Graphics& operator=(const Graphics&) = delete;

    [[nodiscard]] Device& device() { return *device_; }
    [[nodiscard]] FrameRing& frames() { return *frames_; }
    [[nodiscard]] StagingSlots& staging() { return staging_; }
    [[nodiscard]] TileTextures& tiles() { return tiles_; }

private:
    Graphics() = default;

    std::string cache_file_;
    std::unique_ptr<Device> device_; ///< first made, last destroyed
    std::unique_ptr<FrameRing> frames_;
    StagingSlots staging_;
    TileTextures tiles_;
};

/// Where programs keep what they can make again: $XDG_CACHE_HOME/vr360 or ~/.cache/vr360; empty if
/// neither can be made.
std::string cacheDirectory();

} // namespace vr360
