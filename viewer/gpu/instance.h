#pragma once

#include "viewer/gpu/vulkan.h"

#include <atomic>
#include <memory>
#include <vector>

namespace vr360 {

struct InstanceParams {
    std::vector<const char*> extensions; ///< what the window system needs; empty for offscreen
    bool validate = false;               ///< validation layer with synchronisation checks
};

/// The Vulkan library and its messages. Must outlive every Device made from it.
class Instance {
public:
    static Result<std::unique_ptr<Instance>> create(const InstanceParams& params);
    ~Instance();
    Instance(const Instance&) = delete;
    Instance& operator=(const Instance&) = delete;

    [[nodiscard]] VkInstance handle() const { return instance_; }
    [[nodiscard]] bool validating() const { return messenger_ != VK_NULL_HANDLE; }
    /// Warnings and errors of the validation layer so far; each was printed to stderr.
    [[nodiscard]] int validationMessages() const { return messages_; }

private:
    Instance() = default;
    static VKAPI_ATTR VkBool32 VKAPI_CALL message(VkDebugUtilsMessageSeverityFlagBitsEXT severity,
                                                  VkDebugUtilsMessageTypeFlagsEXT types,
                                                  const VkDebugUtilsMessengerCallbackDataEXT* data,
                                                  void* user);

    VkInstance instance_ = VK_NULL_HANDLE;
    VkDebugUtilsMessengerEXT messenger_ = VK_NULL_HANDLE;
    std::atomic<int> messages_{0}; ///< layers may call from any thread
};

} // namespace vr360
