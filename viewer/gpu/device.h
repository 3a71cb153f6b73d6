#pragma once

#include "viewer/gpu/instance.h"
#include "viewer/gpu/memory.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

struct DeviceParams {
    VkSurfaceKHR surface = VK_NULL_HANDLE; ///< to present on; null for offscreen
    std::string gpu; ///< number or part of a name; empty: discrete before integrated before CPU
    std::vector<std::byte> pipeline_cache; ///< of an earlier run; anything unfit is ignored
};

/// The logical device, its one queue, its memory, and the order of its work.
///
/// Work is numbered: each submission signals the next value of one timeline semaphore. What is
/// destroyed is kept until the submission being prepared has been done. Lives on the main thread.
class Device {
public:
    static Result<std::unique_ptr<Device>> create(const Instance& instance,
                                                  const DeviceParams& params);
    ~Device(); ///< waits for the device; every Handle must be gone
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    [[nodiscard]] VkDevice handle() const { return device_; }
    [[nodiscard]] VkPhysicalDevice physical() const { return physical_; }
    [[nodiscard]] VkQueue queue() const { return queue_; }
    [[nodiscard]] std::uint32_t queueFamily() const { return queue_family_; }
    [[nodiscard]] const VkPhysicalDeviceLimits& limits() const { return limits_; }
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] VkPipelineCache pipelineCache() const { return pipeline_cache_; }
    [[nodiscard]] std::vector<std::byte> pipelineCacheData() const;
    [[nodiscard]] DeviceMemory& memory() { return *memory_; }

    /// The number that the submission being prepared will carry.
    [[nodiscard]] std::uint64_t preparing() const { return submitted_ + 1; }
    /// Submits; binary semaphores may be null. Afterwards `preparing()` is one more.
    VkResult submit(VkCommandBuffer commands,
                    VkSemaphore wait,
                    VkPipelineStageFlags wait_stage,
                    VkSemaphore signal);
    /// Blocks until a submission is done. VK_TIMEOUT after ten seconds: the device hangs.
    VkResult waitFor(std::uint64_t submission);
    [[nodiscard]] std::uint64_t completed();
    /// Blocks until nothing is under way, for shutdown and for replacing a swapchain.
    void waitIdle();

    /// Calls `destroy` once everything submitted so far, and what is being prepared, is done.
    void retire(std::function<void()> destroy);
    /// Carries out what is due of that.
    void collect();

    void setName(VkObjectType type, std::uint64_t handle, std::string_view name);

    /// Vulkan objects alive that were made through Handle, Buffer and Image. Zero at the end.
    [[nodiscard]] int liveObjects() const { return live_; }
    void count(int change) { live_ += change; }

private:
    explicit Device(const Instance& instance) : validating_(instance.validating()) {}
    Status choose(const Instance& instance, const DeviceParams& params);
    Status open(const DeviceParams& params);

    struct Retired {
        std::uint64_t after = 0;
        std::function<void()> destroy;
    };

    VkPhysicalDevice physical_ = VK_NULL_HANDLE;
    VkDevice device_ = VK_NULL_HANDLE;
    VkQueue queue_ = VK_NULL_HANDLE;
    std::uint32_t queue_family_ = 0;
    VkPhysicalDeviceLimits limits_{};
    std::string name_;
    VkSemaphore timeline_ = VK_NULL_HANDLE;
    VkPipelineCache pipeline_cache_ = VK_NULL_HANDLE;
    std::unique_ptr<DeviceMemory> memory_;
    std::uint64_t submitted_ = 0;
    std::deque<Retired> retired_;
    bool validating_ = false;
    int live_ = 0;
};

} // namespace vr360
