#include "viewer/gpu/upload.h"

#include <algorithm>

namespace vr360 {

Result<StagingSlots> StagingSlots::create(Device& device, int count) {
    StagingSlots slots;
    auto buffer = Buffer::create(device,
                                 static_cast<VkDeviceSize>(count) * kLayerBytes,
                                 VK_BUFFER_USAGE_TRANSFER_SRC_BIT,
                                 MemoryUse::kUpload,
                                 "tile staging");
    if (!buffer)
        return buffer.fault();
    slots.device_ = &device;
    slots.buffer_ = std::move(buffer).value();
    for (int slot = count - 1; slot >= 0; --slot)
        slots.free_.push_back(slot);
    return slots;
}

int StagingSlots::take() {
    if (free_.empty())
        return -1;
    const int slot = free_.back();
    free_.pop_back();
    return slot;
}

void StagingSlots::give(int slot) {
    free_.push_back(slot);
}

void StagingSlots::giveAfterUse(int slot) {
    used_.push_back({slot, device_->preparing()});
}

void StagingSlots::collect() {
    if (used_.empty())
        return;
    const std::uint64_t done = device_->completed();
    std::erase_if(used_, [&](const Used& used) {
        if (used.submission > done)
            return false;
        free_.push_back(used.slot);
        return true;
    });
}

int TileTextures::affordableLayers(const Device& device, int wished) {
    // A quarter of the largest heap: the rest is for the window system and other programs.
    VkPhysicalDeviceMemoryProperties memory;
    vkGetPhysicalDeviceMemoryProperties(device.physical(), &memory);
    VkDeviceSize largest = 0;
    for (std::uint32_t i = 0; i < memory.memoryHeapCount; ++i)
        if ((memory.memoryHeaps[i].flags & VK_MEMORY_HEAP_DEVICE_LOCAL_BIT) != 0)
            largest = std::max(largest, memory.memoryHeaps[i].size);
    const auto by_memory =
        static_cast<int>(std::min<VkDeviceSize>(largest / 4 / kLayerBytes, 2048));
    const auto by_limit = static_cast<int>(device.limits().maxImageArrayLayers);
    return std::max(16, std::min({wished, by_memory, by_limit}));
}

Result<TileTextures> TileTextures::create(Device& device, int layers) {
    ImageParams params;
    params.width = kLayerPixels;
    params.height = kLayerPixels;
    params.layers = static_cast<std::uint32_t>(layers);
    params.array = true;
    params.usage = VK_IMAGE_USAGE_TRANSFER_DST_BIT | VK_IMAGE_USAGE_SAMPLED_BIT;
    auto image = Image::create(device, params, "tiles");
    if (!image)
        return image.fault();
    TileTextures textures;
    textures.image_ = std::move(image).value();
    return textures;
}

void TileTextures::record(VkCommandBuffer commands,
                          VkBuffer staging,
                          const std::vector<Copy>& copies) {
    if (fresh_) {
        const VkImageMemoryBarrier all = barrier({.image = image_.get(),
                                                  .to = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL,
                                                  .after = VK_ACCESS_SHADER_READ_BIT,
                                                  .layers = image_.params().layers});
        vkCmdPipelineBarrier(commands,
                             VK_PIPELINE_STAGE_TOP_OF_PIPE_BIT,
                             VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT,
                             0,
                             0,
                             nullptr,
                             0,
                             nullptr,
                             1,
                             &all);
        fresh_ = false;
    }
    if (copies.empty())
        return;
    std::vector<VkImageMemoryBarrier> before;
    std::vector<VkImageMemoryBarrier> after;
    std::vector<VkBufferImageCopy> regions;
    for (const Copy& copy : copies) {
        const auto layer = static_cast<std::uint32_t>(copy.layer);
        // What was in the layer is of no interest, only that nobody reads it any more.
        before.push_back(barrier({.image = image_.get(),
                                  .to = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                                  .after = VK_ACCESS_TRANSFER_WRITE_BIT,
                                  .first_layer = layer}));
        after.push_back(barrier({.image = image_.get(),
                                 .from = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                                 .to = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL,
                                 .before = VK_ACCESS_TRANSFER_WRITE_BIT,
                                 .after = VK_ACCESS_SHADER_READ_BIT,
                                 .first_layer = layer}));
        VkBufferImageCopy region{};
        region.bufferOffset = copy.offset;
        region.bufferRowLength = kLayerPixels;
        region.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, layer, 1};
        region.imageExtent = {copy.width, copy.height, 1};
        regions.push_back(region);
    }
    vkCmdPipelineBarrier(commands,
                         VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT,
                         VK_PIPELINE_STAGE_TRANSFER_BIT,
                         0,
                         0,
                         nullptr,
                         0,
                         nullptr,
                         static_cast<std::uint32_t>(before.size()),
                         before.data());
    vkCmdCopyBufferToImage(commands,
                           staging,
                           image_.get(),
                           VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                           static_cast<std::uint32_t>(regions.size()),
                           regions.data());
    vkCmdPipelineBarrier(commands,
                         VK_PIPELINE_STAGE_TRANSFER_BIT,
                         VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT,
                         0,
                         0,
                         nullptr,
                         0,
                         nullptr,
                         static_cast<std::uint32_t>(after.size()),
                         after.data());
}

} // namespace vr360
