#include "viewer/gpu/frame.h"

#include <algorithm>

namespace vr360 {
namespace {

constexpr VkDeviceSize kPageBytes = VkDeviceSize{256} << 10;
constexpr VkDeviceSize kAlignment = 16;

} // namespace

FrameMemory::Piece FrameMemory::take(VkDeviceSize bytes) {
    const VkDeviceSize needed = (bytes + kAlignment - 1) / kAlignment * kAlignment;
    while (page_ < pages_.size() && used_ + needed > pages_[page_].size()) {
        ++page_;
        used_ = 0;
    }
    if (page_ == pages_.size()) {
        auto page =
            Buffer::create(*device_,
                           std::max(needed, kPageBytes),
                           VK_BUFFER_USAGE_VERTEX_BUFFER_BIT | VK_BUFFER_USAGE_INDEX_BUFFER_BIT,
                           MemoryUse::kUpload,
                           "frame memory");
        if (!page)
            return {};
        pages_.push_back(std::move(page).value());
        used_ = 0;
    }
    Buffer& page = pages_[page_];
    Piece piece{page.get(), used_, page.mapped() + used_};
    used_ += needed;
    return piece;
}

void FrameMemory::rewind() {
    page_ = 0;
    used_ = 0;
}

Result<std::unique_ptr<FrameRing>> FrameRing::create(Device& device) {
    std::unique_ptr<FrameRing> ring(new FrameRing(device));
    for (Slot& slot : ring->slots_) {
        VkCommandPoolCreateInfo pool{VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO};
        pool.flags = VK_COMMAND_POOL_CREATE_TRANSIENT_BIT;
        pool.queueFamilyIndex = device.queueFamily();
        VkCommandPool handle = VK_NULL_HANDLE;
        if (const VkResult result = vkCreateCommandPool(device.handle(), &pool, nullptr, &handle);
            result != VK_SUCCESS)
            return vulkanFault("create a command pool", result);
        slot.pool = Handle<VkCommandPool>(device, handle, "frame commands");

        VkCommandBufferAllocateInfo info{VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO};
        info.commandPool = handle;
        info.level = VK_COMMAND_BUFFER_LEVEL_PRIMARY;
        info.commandBufferCount = 1;
        if (const VkResult result =
                vkAllocateCommandBuffers(device.handle(), &info, &slot.commands);
            result != VK_SUCCESS)
            return vulkanFault("create a command buffer", result);
    }
    return ring;
}

VkResult FrameRing::begin() {
    slot_ = (slot_ + 1) % kFramesInFlight;
    Slot& slot = slots_[slot_];
    if (const VkResult result = device_.waitFor(slot.submission); result != VK_SUCCESS)
        return result == VK_TIMEOUT ? VK_ERROR_DEVICE_LOST : result;
    device_.collect();
    slot.memory.rewind();
    if (const VkResult result = vkResetCommandPool(device_.handle(), slot.pool.get(), 0);
        result != VK_SUCCESS)
        return result;
    VkCommandBufferBeginInfo info{VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO};
    info.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
    return vkBeginCommandBuffer(slot.commands, &info);
}

VkResult FrameRing::end(VkSemaphore wait, VkPipelineStageFlags wait_stage, VkSemaphore signal) {
    Slot& slot = slots_[slot_];
    if (const VkResult result = vkEndCommandBuffer(slot.commands); result != VK_SUCCESS)
        return result;
    const std::uint64_t number = device_.preparing();
    const VkResult result = device_.submit(slot.commands, wait, wait_stage, signal);
    if (result == VK_SUCCESS) {
        slot.submission = number;
        last_submission_ = number;
    }
    return result;
}

} // namespace vr360
