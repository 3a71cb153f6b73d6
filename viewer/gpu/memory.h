#pragma once

#include "viewer/gpu/vulkan.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>

namespace vr360 {

class MemoryBlock;

/// A piece of device memory. Give it back to the DeviceMemory it came from.
struct Allocation {
    MemoryBlock* block = nullptr;
    VkDeviceMemory memory = VK_NULL_HANDLE;
    VkDeviceSize offset = 0;
    VkDeviceSize size = 0;
    std::byte* mapped = nullptr; ///< persistent; null unless the memory is host-visible
};

enum class MemoryUse {
    kDevice,   ///< only the device touches it
    kUpload,   ///< the host writes it, the device reads it
    kReadback, ///< the device writes it, the host reads it
};

/// Device memory in a few big blocks, with a block of its own for what is big itself: drivers allow
/// only some thousand allocations, and each is slow. Buffers and images never share a block, so
/// `bufferImageGranularity` does not matter. Lives on the main thread.
class DeviceMemory {
public:
    DeviceMemory(VkPhysicalDevice physical, VkDevice device);
    ~DeviceMemory(); ///< everything must have been given back
    DeviceMemory(const DeviceMemory&) = delete;
    DeviceMemory& operator=(const DeviceMemory&) = delete;

    Result<Allocation> allocate(const VkMemoryRequirements& needs, MemoryUse use, bool is_image);
    void free(const Allocation& allocation);

    [[nodiscard]] std::size_t blockCount() const { return blocks_.size(); }
    [[nodiscard]] VkDeviceSize bytesInUse() const { return in_use_; }
    [[nodiscard]] VkDeviceSize bytesReserved() const { return reserved_; }

private:
    [[nodiscard]] int typeFor(std::uint32_t allowed, MemoryUse use) const;
    Result<MemoryBlock*> newBlock(int type, VkDeviceSize size, bool is_image);

    VkDevice device_;
    VkPhysicalDeviceMemoryProperties properties_{};
    std::list<std::unique_ptr<MemoryBlock>> blocks_;
    VkDeviceSize in_use_ = 0;
    VkDeviceSize reserved_ = 0;
};

} // namespace vr360
