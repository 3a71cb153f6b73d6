#include "viewer/gpu/fault_injection.h"

#include "viewer/gpu/vulkan.h"

#include <sstream>
#include <utility>
#include <vector>

namespace vr360 {
namespace {

struct PlannedFault {
    std::string call;
    int at = 0;
    VkResult result = VK_SUCCESS;
    bool happened = false;
};

// Vulkan's entry points carry no context of ours, so this can only be global. Main thread.
struct Injection {
    std::vector<PlannedFault> plan;
    int submits = 0;
    int acquires = 0;
    int presents = 0;
    int allocations = 0;
    PFN_vkQueueSubmit submit = nullptr;
    PFN_vkAcquireNextImageKHR acquire = nullptr;
    PFN_vkQueuePresentKHR present = nullptr;
    PFN_vkAllocateMemory allocate = nullptr;
};
Injection& injection() {
    static Injection the_one;
    return the_one;
}

VkResult planned(const char* call, int count) {
    for (PlannedFault& fault : injection().plan) {
        if (!fault.happened && fault.call == call && fault.at == count) {
            fault.happened = true;
            return fault.result;
        }
    }
    return VK_SUCCESS;
}

VKAPI_ATTR VkResult VKAPI_CALL failingSubmit(VkQueue queue,
                                             std::uint32_t count,
                                             const VkSubmitInfo* infos,
                                             VkFence fence) {
    const VkResult result = planned("submit", ++injection().submits);
    return result != VK_SUCCESS ? result : injection().submit(queue, count, infos, fence);
}

VKAPI_ATTR VkResult VKAPI_CALL failingAcquire(VkDevice device,
                                              VkSwapchainKHR swapchain,
                                              std::uint64_t timeout,
                                              VkSemaphore semaphore,
                                              VkFence fence,
                                              std::uint32_t* image) {
    const VkResult result = planned("acquire", ++injection().acquires);
    return result != VK_SUCCESS
               ? result
               : injection().acquire(device, swapchain, timeout, semaphore, fence, image);
}

VKAPI_ATTR VkResult VKAPI_CALL failingPresent(VkQueue queue, const VkPresentInfoKHR* info) {
    // Presented all the same, or the semaphore it waits for would be left signalled.
    const VkResult real = injection().present(queue, info);
    const VkResult result = planned("present", ++injection().presents);
    return result != VK_SUCCESS ? result : real;
}

VKAPI_ATTR VkResult VKAPI_CALL failingAllocate(VkDevice device,
                                               const VkMemoryAllocateInfo* info,
                                               const VkAllocationCallbacks* callbacks,
                                               VkDeviceMemory* memory) {
    const VkResult result = planned("allocate", ++injection().allocations);
    return result != VK_SUCCESS ? result : injection().allocate(device, info, callbacks, memory);
}

bool resultOf(const std::string& name, VkResult& result) {
    if (name == "lost")
        result = VK_ERROR_DEVICE_LOST;
    else if (name == "outdated")
        result = VK_ERROR_OUT_OF_DATE_KHR;
    else if (name == "surface")
        result = VK_ERROR_SURFACE_LOST_KHR;
    else if (name == "memory")
        result = VK_ERROR_OUT_OF_DEVICE_MEMORY;
    else
        return false;
    return true;
}

} // namespace

Status planFaults(const std::string& plan) {
    std::istringstream items(plan);
    std::string item;
    while (std::getline(items, item, ',')) {
        std::istringstream fields(item);
        PlannedFault fault;
        std::string at;
        std::string result;
        const bool read = std::getline(fields, fault.call, ':') && std::getline(fields, at, ':') &&
                          std::getline(fields, result) && resultOf(result, fault.result) &&
                          at.find_first_not_of("0123456789") == std::string::npos && !at.empty() &&
                          at.size() < 8;
        if (!read)
            return Fault{
                "--inject", "\"" + item + "\" is not CALL:COUNT:RESULT", "See its source."};
        fault.at = std::stoi(at);
        injection().plan.push_back(fault);
    }
    return Done{};
}

void installPlannedFaults() {
    Injection& the = injection();
    if (the.plan.empty())
        return;
    the.submits = the.acquires = the.presents = the.allocations = 0;
    the.submit = std::exchange(vkQueueSubmit, failingSubmit);
    the.acquire = std::exchange(vkAcquireNextImageKHR, failingAcquire);
    the.present = std::exchange(vkQueuePresentKHR, failingPresent);
    the.allocate = std::exchange(vkAllocateMemory, failingAllocate);
}

} // namespace vr360
