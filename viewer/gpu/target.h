#pragma once

#include "viewer/gpu/resources.h"

#include <vector>

namespace vr360 {

/// What is drawn into: colour images of one size, a depth image they share, and the pass over both.
/// Depth does not mean distance here: while one scene fades into another it remembers which pixels
/// have been blended, so that neighbours' overlap is not blended twice.
class RenderTarget {
public:
    static Result<RenderTarget> create(Device& device,
                                       VkFormat format,
                                       VkImageLayout final_layout,
                                       VkExtent2D extent,
                                       const std::vector<VkImageView>& colours);

    /// Begins the pass on one of the colour images, cleared, with viewport and scissor set so
    /// that clip coordinates have y upwards.
    void begin(VkCommandBuffer commands, std::size_t index) const;
    static void end(VkCommandBuffer commands) { vkCmdEndRenderPass(commands); }

    [[nodiscard]] VkRenderPass pass() const { return pass_.get(); }
    [[nodiscard]] VkExtent2D extent() const { return extent_; }

private:
    Handle<VkRenderPass> pass_;
    Image depth_;
    std::vector<Handle<VkFramebuffer>> framebuffers_;
    VkExtent2D extent_{};
};

/// A picture that is read back instead of shown.
class OffscreenTarget {
public:
    static constexpr VkFormat kFormat = VK_FORMAT_R8G8B8A8_UNORM;

    static Result<OffscreenTarget> create(Device& device, VkExtent2D extent);
    [[nodiscard]] const RenderTarget& target() const { return target_; }
    /// Records the copy to the host, after the pass.
    void recordReadback(VkCommandBuffer commands);
    /// The picture, RGBA, without padding; valid once the submission is done.
    [[nodiscard]] const std::byte* pixels() const { return readback_.mapped(); }

private:
    Image colour_;
    RenderTarget target_;
    Buffer readback_;
};

} // namespace vr360
