#pragma once

#include "core/tiles/patches.h"
#include "shaders/frame_block.h"
#include "viewer/gpu/frame.h"

#include <span>

namespace vr360 {

/// Draws patches: one instanced draw of a small mesh over the tile textures, and a second one,
/// blended, for a scene that fades in.
class TileRenderer {
public:
    /// `pass` is any render pass compatible with those drawn in later.
    static Result<std::unique_ptr<TileRenderer>>
    create(Device& device, VkRenderPass pass, VkImageView tiles);

    /// Within a render pass. Patches from `fade_from` on are blended over the rest, each pixel
    /// once. False when there is no memory for them.
    bool draw(FrameRing& frames,
              const FrameBlock& block,
              std::span<const Patch> patches,
              std::size_t fade_from);

private:
    TileRenderer() = default;
    Status createLayout(Device& device);
    Status createSet(Device& device, VkImageView tiles);
    Status createPipelines(Device& device, VkRenderPass pass);
    Status createMesh(Device& device);

    Handle<VkSampler> sampler_;
    Handle<VkDescriptorSetLayout> set_layout_;
    Handle<VkPipelineLayout> layout_;
    Handle<VkDescriptorPool> pool_;
    VkDescriptorSet set_ = VK_NULL_HANDLE;
    Handle<VkPipeline> opaque_;
    Handle<VkPipeline> blended_;
    Buffer mesh_;  ///< vertices, then indices
    Buffer block_; ///< one FrameBlock for each frame in flight
    VkDeviceSize block_stride_ = 0;
    VkDeviceSize indices_at_ = 0;
    std::uint32_t index_count_ = 0;
};

} // namespace vr360
