#pragma once

#include "viewer/gpu/resources.h"

#include <vector>

namespace vr360 {

/// Tiles are stored in squares of this side: docs/format.md section 5.
inline constexpr std::uint32_t kLayerPixels = 512;
inline constexpr std::uint32_t kLayerBytes = kLayerPixels * kLayerPixels * 4;

/// Mapped memory that pictures are decoded straight into, one slot a tile: lines of 512 RGBA
/// pixels. A slot belongs to whoever took it until it is given back. Main thread, though the
/// memory of a taken slot may be written by any one thread.
class StagingSlots {
public:
    static Result<StagingSlots> create(Device& device, int count);

    /// A free slot, or -1.
    int take();
    /// Gives back a slot that the device does not read.
    void give(int slot);
    /// Gives back a slot that the submission being prepared reads.
    void giveAfterUse(int slot);
    /// Finds the slots that the device is done with.
    void collect();

    [[nodiscard]] std::byte* pixels(int slot) const {
        return buffer_.mapped() + static_cast<std::size_t>(slot) * kLayerBytes;
    }
    [[nodiscard]] VkDeviceSize offset(int slot) const {
        return static_cast<VkDeviceSize>(slot) * kLayerBytes;
    }
    [[nodiscard]] VkBuffer buffer() const { return buffer_.get(); }
    [[nodiscard]] int freeCount() const { return static_cast<int>(free_.size()); }

private:
    struct Used {
        int slot = 0;
        std::uint64_t submission = 0;
    };
    Device* device_ = nullptr;
    Buffer buffer_;
    std::vector<int> free_;
    std::vector<Used> used_;
};

/// The texture that all tiles are drawn from: an array of 512×512 layers.
class TileTextures {
public:
    static Result<TileTextures> create(Device& device, int layers);
    /// How many layers this device can have, at most `wished`.
    static int affordableLayers(const Device& device, int wished);

    struct Copy {
        VkDeviceSize offset = 0; ///< in the staging buffer, lines of 512 pixels
        int layer = 0;
        std::uint32_t width = 0;
        std::uint32_t height = 0;
    };
    /// Records the copies, before any drawing of the frame. One barrier before, one after.
    void record(VkCommandBuffer commands, VkBuffer staging, const std::vector<Copy>& copies);

    [[nodiscard]] VkImageView view() const { return image_.view(); }
    [[nodiscard]] int layers() const { return static_cast<int>(image_.params().layers); }

private:
    Image image_;
    bool fresh_ = true; ///< no layer has a layout yet
};

} // namespace vr360
