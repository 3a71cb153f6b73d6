#include "viewer/gpu/memory.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <optional>

namespace vr360 {
namespace {

constexpr VkDeviceSize kBlockBytes = VkDeviceSize{8} << 20;

VkDeviceSize alignUp(VkDeviceSize value, VkDeviceSize alignment) {
    return (value + alignment - 1) / alignment * alignment;
}

} // namespace

/// One vkAllocateMemory, with the free stretches in it by offset.
class MemoryBlock {
public:
    MemoryBlock(VkDeviceMemory memory, VkDeviceSize size, int type, bool is_image, void* mapped)
        : memory_(memory),
          size_(size),
          type_(type),
          is_image_(is_image),
          mapped_(static_cast<std::byte*>(mapped)) {
        free_.emplace(0, size);
    }

    [[nodiscard]] bool fits(int type, bool is_image) const {
        return type == type_ && is_image == is_image_;
    }
    [[nodiscard]] VkDeviceMemory memory() const { return memory_; }
    [[nodiscard]] VkDeviceSize size() const { return size_; }
    [[nodiscard]] bool empty() const { return free_.size() == 1 && free_.begin()->second == size_; }

    std::optional<Allocation> take(VkDeviceSize size, VkDeviceSize alignment) {
        for (auto it = free_.begin(); it != free_.end(); ++it) {
            const VkDeviceSize begin = it->first;
            const VkDeviceSize end = begin + it->second;
            const VkDeviceSize at = alignUp(begin, alignment);
            if (at + size > end)
                continue;
            free_.erase(it);
            if (at > begin)
                free_.emplace(begin, at - begin);
            if (at + size < end)
                free_.emplace(at + size, end - at - size);
            return Allocation{this, memory_, at, size, mapped_ ? mapped_ + at : nullptr};
        }
        return std::nullopt;
    }

    void give(VkDeviceSize offset, VkDeviceSize size) {
        auto [it, inserted] = free_.emplace(offset, size);
        assert(inserted);
        if (auto next = std::next(it);
            next != free_.end() && it->first + it->second == next->first) {
            it->second += next->second;
            free_.erase(next);
        }
        if (it != free_.begin()) {
            auto before = std::prev(it);
            if (before->first + before->second == it->first) {
                before->second += it->second;
                free_.erase(it);
            }
        }
    }

private:
    VkDeviceMemory memory_;
    VkDeviceSize size_;
    int type_;
    bool is_image_;
    std::byte* mapped_;
    std::map<VkDeviceSize, VkDeviceSize> free_; ///< offset → size
};

DeviceMemory::DeviceMemory(VkPhysicalDevice physical, VkDevice device) : device_(device) {
    vkGetPhysicalDeviceMemoryProperties(physical, &properties_);
}

DeviceMemory::~DeviceMemory() {
    assert(in_use_ == 0);
    for (const auto& block : blocks_)
        vkFreeMemory(device_, block->memory(), nullptr);
}

int DeviceMemory::typeFor(std::uint32_t allowed, MemoryUse use) const {
    constexpr VkMemoryPropertyFlags kHost =
        VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
    VkMemoryPropertyFlags wished = VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT;
    VkMemoryPropertyFlags demanded = 0;
    VkMemoryPropertyFlags shunned = 0;
    if (use == MemoryUse::kUpload) {
        demanded = kHost;
        wished = 0;
        // The small window into a graphics card's own memory is worth more for other things.
        shunned = VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT;
    } else if (use == MemoryUse::kReadback) {
        demanded = kHost;
        wished = VK_MEMORY_PROPERTY_HOST_CACHED_BIT;
    }
    int best = -1;
    int best_score = -1;
    for (std::uint32_t i = 0; i < properties_.memoryTypeCount; ++i) {
        const VkMemoryPropertyFlags flags = properties_.memoryTypes[i].propertyFlags;
        if ((allowed & (1U << i)) == 0 || (flags & demanded) != demanded)
            continue;
        const int score = ((flags & wished) == wished ? 2 : 0) + ((flags & shunned) == 0 ? 1 : 0);
        if (score > best_score) {
            best = static_cast<int>(i);
            best_score = score;
        }
    }
    return best;
}

Result<MemoryBlock*> DeviceMemory::newBlock(int type, VkDeviceSize size, bool is_image) {
    VkMemoryAllocateInfo info{VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO};
    info.allocationSize = size;
    info.memoryTypeIndex = static_cast<std::uint32_t>(type);
    VkDeviceMemory memory = VK_NULL_HANDLE;
    if (const VkResult result = vkAllocateMemory(device_, &info, nullptr, &memory);
        result != VK_SUCCESS)
        return vulkanFault("get " + std::to_string(size >> 20) + " MiB of memory", result);
    void* mapped = nullptr;
    if ((properties_.memoryTypes[type].propertyFlags & VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT) != 0) {
        const VkResult result = vkMapMemory(device_, memory, 0, VK_WHOLE_SIZE, 0, &mapped);
        if (result != VK_SUCCESS) {
            vkFreeMemory(device_, memory, nullptr);
            return vulkanFault("map memory", result);
        }
    }
    reserved_ += size;
    blocks_.push_back(std::make_unique<MemoryBlock>(memory, size, type, is_image, mapped));
    return blocks_.back().get();
}

Result<Allocation>
DeviceMemory::allocate(const VkMemoryRequirements& needs, MemoryUse use, bool is_image) {
    const int type = typeFor(needs.memoryTypeBits, use);
    if (type < 0)
        return vulkanFault("find a suitable kind of memory", VK_ERROR_FEATURE_NOT_PRESENT);
    const VkDeviceSize alignment = std::max<VkDeviceSize>(needs.alignment, 1);
    const bool dedicated = needs.size > kBlockBytes / 2;
    if (!dedicated) {
        for (const auto& block : blocks_) {
            if (!block->fits(type, is_image) || block->size() != kBlockBytes)
                continue;
            if (const auto found = block->take(needs.size, alignment)) {
                in_use_ += found->size;
                return *found;
            }
        }
    }
    auto block = newBlock(type, dedicated ? needs.size : kBlockBytes, is_image);
    if (!block)
        return block.fault();
    const auto taken = block.value()->take(needs.size, alignment);
    assert(taken);
    in_use_ += taken->size;
    return *taken;
}

void DeviceMemory::free(const Allocation& allocation) {
    if (!allocation.block)
        return;
    allocation.block->give(allocation.offset, allocation.size);
    in_use_ -= allocation.size;
    if (!allocation.block->empty())
        return;
    const auto it = std::find_if(blocks_.begin(), blocks_.end(), [&](const auto& block) {
        return block.get() == allocation.block;
    });
    assert(it != blocks_.end());
    reserved_ -= (*it)->size();
    vkFreeMemory(device_, (*it)->memory(), nullptr);
    blocks_.erase(it);
}

} // namespace vr360
