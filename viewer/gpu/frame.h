#pragma once

#include "viewer/gpu/resources.h"

#include <array>
#include <vector>

namespace vr360 {

inline constexpr int kFramesInFlight = 2;

/// Host-visible memory for what one frame hands to the device: vertices, instances. Grows to what
/// frames need and stays there. Valid until the same slot of the ring begins again.
class FrameMemory {
public:
    struct Piece {
        VkBuffer buffer = VK_NULL_HANDLE;
        VkDeviceSize offset = 0;
        std::byte* data = nullptr; ///< null: there is no memory left
    };

    explicit FrameMemory(Device& device) : device_(&device) {}
    /// `bytes` aligned to 16, usable as vertex and index buffer.
    Piece take(VkDeviceSize bytes);
    void rewind();

private:
    Device* device_;
    std::vector<Buffer> pages_;
    std::size_t page_ = 0;
    VkDeviceSize used_ = 0;
};

/// Command buffers and memory for two frames: while the device works on one, the next is recorded.
class FrameRing {
public:
    static Result<std::unique_ptr<FrameRing>> create(Device& device);

    /// Waits until this slot's last frame is done, then begins recording.
    VkResult begin();
    /// Ends recording and submits.
    VkResult end(VkSemaphore wait = VK_NULL_HANDLE,
                 VkPipelineStageFlags wait_stage = 0,
                 VkSemaphore signal = VK_NULL_HANDLE);

    [[nodiscard]] VkCommandBuffer commands() const { return slots_[slot_].commands; }
    [[nodiscard]] FrameMemory& memory() { return slots_[slot_].memory; }
    [[nodiscard]] int slot() const { return slot_; } ///< 0…kFramesInFlight-1
    /// The number of the last frame that was submitted.
    [[nodiscard]] std::uint64_t lastSubmission() const { return last_submission_; }

private:
    struct Slot {
        Handle<VkCommandPool> pool;
        VkCommandBuffer commands = VK_NULL_HANDLE;
        FrameMemory memory;
        std::uint64_t submission = 0;
    };

    explicit FrameRing(Device& device)
        : device_(device),
          slots_{Slot{{}, VK_NULL_HANDLE, FrameMemory(device)},
                 Slot{{}, VK_NULL_HANDLE, FrameMemory(device)}} {}

    Device& device_;
    std::array<Slot, kFramesInFlight> slots_;
    int slot_ = 0;
    std::uint64_t last_submission_ = 0;
};

} // namespace vr360
