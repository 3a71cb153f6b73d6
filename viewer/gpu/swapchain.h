#pragma once

#include "viewer/gpu/target.h"

namespace vr360 {

/// The images of a window. Replaced as a whole when the window changes its size.
class Swapchain {
public:
    /// `old` is replaced and must not be used afterwards. Fails with number kNoArea when the
    /// surface has no area at present (a minimised window): try again later.
    static constexpr int kNoArea = -1;
    static Result<std::unique_ptr<Swapchain>>
    create(Device& device, VkSurfaceKHR surface, VkExtent2D wished, std::unique_ptr<Swapchain> old);
    ~Swapchain();
    Swapchain(const Swapchain&) = delete;
    Swapchain& operator=(const Swapchain&) = delete;

    /// The next image to draw into; `slot` is the frame ring's. VK_SUBOPTIMAL_KHR still gives one.
    VkResult acquire(int slot);
    /// Presents what was acquired, after `finished()` has been signalled.
    VkResult present();

    [[nodiscard]] const RenderTarget& target() const { return target_; }
    [[nodiscard]] std::uint32_t image() const { return image_; }
    [[nodiscard]] VkSemaphore acquired() const { return acquired_[slot_].get(); }
    [[nodiscard]] VkSemaphore finished() const { return finished_[image_].get(); }

private:
    explicit Swapchain(Device& device) : device_(device) {}
    Status build(VkSurfaceKHR surface, VkExtent2D wished, VkSwapchainKHR old);
    Status createImages(VkFormat format, VkExtent2D extent);

    Device& device_;
    VkSwapchainKHR swapchain_ = VK_NULL_HANDLE;
    std::vector<Handle<VkImageView>> views_;
    RenderTarget target_;
    std::vector<Handle<VkSemaphore>> acquired_; ///< by frame slot
    std::vector<Handle<VkSemaphore>> finished_; ///< by image: presenting has no fence of its own
    int slot_ = 0;
    std::uint32_t image_ = 0;
};

} // namespace vr360
