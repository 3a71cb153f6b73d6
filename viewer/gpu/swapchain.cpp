#include "viewer/gpu/swapchain.h"

#include "viewer/gpu/frame.h"

#include <algorithm>

namespace vr360 {
namespace {

constexpr std::uint64_t kAcquireNanoseconds = 2'000'000'000;

/// Not an _SRGB format: tiles are stored encoded, and are shown as they are.
VkSurfaceFormatKHR chooseFormat(VkPhysicalDevice device, VkSurfaceKHR surface) {
    std::uint32_t count = 0;
    vkGetPhysicalDeviceSurfaceFormatsKHR(device, surface, &count, nullptr);
    std::vector<VkSurfaceFormatKHR> formats(count);
    vkGetPhysicalDeviceSurfaceFormatsKHR(device, surface, &count, formats.data());
    for (const VkFormat wished :
         {VK_FORMAT_B8G8R8A8_UNORM, VK_FORMAT_R8G8B8A8_UNORM, VK_FORMAT_A8B8G8R8_UNORM_PACK32})
        for (const VkSurfaceFormatKHR& format : formats)
            if (format.format == wished && format.colorSpace == VK_COLOR_SPACE_SRGB_NONLINEAR_KHR)
                return format;
    return formats.empty() ? VkSurfaceFormatKHR{} : formats.front();
}

VkExtent2D chooseExtent(const VkSurfaceCapabilitiesKHR& surface, VkExtent2D wished) {
    if (surface.currentExtent.width != UINT32_MAX)
        return surface.currentExtent;
    return {
        std::clamp(wished.width, surface.minImageExtent.width, surface.maxImageExtent.width),
        std::clamp(wished.height, surface.minImageExtent.height, surface.maxImageExtent.height)};
}

VkCompositeAlphaFlagBitsKHR chooseAlpha(const VkSurfaceCapabilitiesKHR& surface) {
    return (surface.supportedCompositeAlpha & VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR) != 0
               ? VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR
               : VK_COMPOSITE_ALPHA_INHERIT_BIT_KHR;
}

Result<Handle<VkSemaphore>> createSemaphore(Device& device, std::string_view name) {
    const VkSemaphoreCreateInfo info{VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO};
    VkSemaphore semaphore = VK_NULL_HANDLE;
    if (const VkResult result = vkCreateSemaphore(device.handle(), &info, nullptr, &semaphore);
        result != VK_SUCCESS)
        return vulkanFault("create a semaphore", result);
    return Handle<VkSemaphore>(device, semaphore, name);
}

} // namespace

Result<std::unique_ptr<Swapchain>> Swapchain::create(Device& device,
                                                     VkSurfaceKHR surface,
                                                     VkExtent2D wished,
                                                     std::unique_ptr<Swapchain> old) {
    // Presentation has no fence in Vulkan 1.1, so only an idle device is sure to have let go of
    // the old images. Windows change their size seldom enough.
    if (old)
        device.waitIdle();
    std::unique_ptr<Swapchain> swapchain(new Swapchain(device));
    Status status = swapchain->build(surface, wished, old ? old->swapchain_ : VK_NULL_HANDLE);
    old.reset();
    device.collect();
    if (!status)
        return status.fault();
    return swapchain;
}

Status Swapchain::build(VkSurfaceKHR surface, VkExtent2D wished, VkSwapchainKHR old) {
    VkSurfaceCapabilitiesKHR capabilities;
    if (const VkResult result =
            vkGetPhysicalDeviceSurfaceCapabilitiesKHR(device_.physical(), surface, &capabilities);
        result != VK_SUCCESS)
        return vulkanFault("ask about the window", result);
    const VkExtent2D extent = chooseExtent(capabilities, wished);
    if (extent.width == 0 || extent.height == 0) {
        Fault fault = vulkanFault("draw into a window without area", VK_NOT_READY);
        fault.number = kNoArea;
        return fault;
    }
    const VkSurfaceFormatKHR format = chooseFormat(device_.physical(), surface);

    VkSwapchainCreateInfoKHR info{VK_STRUCTURE_TYPE_SWAPCHAIN_CREATE_INFO_KHR};
    info.surface = surface;
    info.minImageCount = std::max(3U, capabilities.minImageCount);
    if (capabilities.maxImageCount > 0)
        info.minImageCount = std::min(info.minImageCount, capabilities.maxImageCount);
    info.imageFormat = format.format;
    info.imageColorSpace = format.colorSpace;
    info.imageExtent = extent;
    info.imageArrayLayers = 1;
    info.imageUsage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT;
    info.preTransform = capabilities.currentTransform;
    info.compositeAlpha = chooseAlpha(capabilities);
    info.presentMode = VK_PRESENT_MODE_FIFO_KHR; // the one every device has; no tearing
    info.clipped = VK_TRUE;
    info.oldSwapchain = old;
    if (const VkResult result = vkCreateSwapchainKHR(device_.handle(), &info, nullptr, &swapchain_);
        result != VK_SUCCESS)
        return vulkanFault("create the window's images", result);
    return createImages(format.format, extent);
}

Status Swapchain::createImages(VkFormat format, VkExtent2D extent) {
    std::uint32_t count = 0;
    vkGetSwapchainImagesKHR(device_.handle(), swapchain_, &count, nullptr);
    std::vector<VkImage> images(count);
    vkGetSwapchainImagesKHR(device_.handle(), swapchain_, &count, images.data());
    std::vector<VkImageView> raw_views;
    for (const VkImage image : images) {
        VkImageViewCreateInfo info{VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO};
        info.image = image;
        info.viewType = VK_IMAGE_VIEW_TYPE_2D;
        info.format = format;
        info.subresourceRange = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, 1};
        VkImageView view = VK_NULL_HANDLE;
        if (const VkResult result = vkCreateImageView(device_.handle(), &info, nullptr, &view);
            result != VK_SUCCESS)
            return vulkanFault("create a view of a window image", result);
        views_.emplace_back(device_, view, "window");
        raw_views.push_back(view);
    }
    auto target =
        RenderTarget::create(device_, format, VK_IMAGE_LAYOUT_PRESENT_SRC_KHR, extent, raw_views);
    if (!target)
        return target.fault();
    target_ = std::move(target).value();
    for (int i = 0; i < kFramesInFlight; ++i) {
        auto semaphore = createSemaphore(device_, "image acquired");
        if (!semaphore)
            return semaphore.fault();
        acquired_.push_back(std::move(semaphore).value());
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        auto semaphore = createSemaphore(device_, "picture finished");
        if (!semaphore)
            return semaphore.fault();
        finished_.push_back(std::move(semaphore).value());
    }
    return Done{};
}

Swapchain::~Swapchain() {
    target_ = RenderTarget();
    views_.clear();
    if (swapchain_ != VK_NULL_HANDLE) {
        device_.retire([device = &device_, swapchain = swapchain_] {
            vkDestroySwapchainKHR(device->handle(), swapchain, nullptr);
        });
    }
}

VkResult Swapchain::acquire(int slot) {
    slot_ = slot;
    return vkAcquireNextImageKHR(device_.handle(),
                                 swapchain_,
                                 kAcquireNanoseconds,
                                 acquired_[slot].get(),
                                 VK_NULL_HANDLE,
                                 &image_);
}

VkResult Swapchain::present() {
    const VkSemaphore wait = finished_[image_].get();
    VkPresentInfoKHR info{VK_STRUCTURE_TYPE_PRESENT_INFO_KHR};
    info.waitSemaphoreCount = 1;
    info.pWaitSemaphores = &wait;
    info.swapchainCount = 1;
    info.pSwapchains = &swapchain_;
    info.pImageIndices = &image_;
    return vkQueuePresentKHR(device_.queue(), &info);
}

} // namespace vr360
