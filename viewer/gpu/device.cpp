#include "viewer/gpu/device.h"

#include "viewer/gpu/fault_injection.h"

#include <algorithm>
#include <cassert>
#include <cctype>
#include <cstring>

namespace vr360 {
namespace {

constexpr std::uint64_t kHangNanoseconds = 10'000'000'000;

std::vector<VkPhysicalDevice> physicalDevices(VkInstance instance) {
    std::uint32_t count = 0;
    vkEnumeratePhysicalDevices(instance, &count, nullptr);
    std::vector<VkPhysicalDevice> devices(count);
    vkEnumeratePhysicalDevices(instance, &count, devices.data());
    devices.resize(count);
    return devices;
}

bool hasExtension(VkPhysicalDevice device, const char* name) {
    std::uint32_t count = 0;
    vkEnumerateDeviceExtensionProperties(device, nullptr, &count, nullptr);
    std::vector<VkExtensionProperties> extensions(count);
    vkEnumerateDeviceExtensionProperties(device, nullptr, &count, extensions.data());
    return std::any_of(extensions.begin(), extensions.end(), [&](const auto& extension) {
        return std::strcmp(extension.extensionName, name) == 0;
    });
}

/// A queue family that draws (and presents, if there is a surface), or -1.
int suitableFamily(VkPhysicalDevice device, VkSurfaceKHR surface) {
    std::uint32_t count = 0;
    vkGetPhysicalDeviceQueueFamilyProperties(device, &count, nullptr);
    std::vector<VkQueueFamilyProperties> families(count);
    vkGetPhysicalDeviceQueueFamilyProperties(device, &count, families.data());
    for (std::uint32_t i = 0; i < count; ++i) {
        if ((families[i].queueFlags & VK_QUEUE_GRAPHICS_BIT) == 0)
            continue;
        VkBool32 presents = VK_TRUE;
        if (surface != VK_NULL_HANDLE)
            vkGetPhysicalDeviceSurfaceSupportKHR(device, i, surface, &presents);
        if (presents == VK_TRUE)
            return static_cast<int>(i);
    }
    return -1;
}

bool suitable(VkPhysicalDevice device, VkSurfaceKHR surface) {
    VkPhysicalDeviceProperties properties;
    vkGetPhysicalDeviceProperties(device, &properties);
    if (properties.apiVersion < VK_API_VERSION_1_1 ||
        !hasExtension(device, VK_KHR_TIMELINE_SEMAPHORE_EXTENSION_NAME))
        return false;
    if (surface != VK_NULL_HANDLE && !hasExtension(device, VK_KHR_SWAPCHAIN_EXTENSION_NAME))
        return false;
    return suitableFamily(device, surface) >= 0;
}

int rank(VkPhysicalDeviceType type) {
    switch (type) {
    case VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU:
        return 4;
    case VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU:
        return 3;
    case VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU:
        return 2;
    default:
        return 1;
    }
}

std::string lowercase(std::string text) {
    for (char& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

bool isNumber(const std::string& text) {
    return !text.empty() && text.size() < 4 && text.find_first_not_of("0123456789") == text.npos;
}

} // namespace

Result<std::unique_ptr<Device>> Device::create(const Instance& instance,
                                               const DeviceParams& params) {
    std::unique_ptr<Device> device(new Device(instance));
    if (Status status = device->choose(instance, params); !status)
        return status.fault();
    if (Status status = device->open(params); !status)
        return status.fault();
    return device;
}

Status Device::choose(const Instance& instance, const DeviceParams& params) {
    const std::vector<VkPhysicalDevice> devices = physicalDevices(instance.handle());
    int best = -1;
    std::string seen;
    for (std::size_t i = 0; i < devices.size(); ++i) {
        VkPhysicalDeviceProperties properties;
        vkGetPhysicalDeviceProperties(devices[i], &properties);
        seen += (seen.empty() ? "" : ", ") + std::to_string(i) + " " + properties.deviceName;
        const bool named =
            isNumber(params.gpu)
                ? std::stoul(params.gpu) == i
                : lowercase(properties.deviceName).find(lowercase(params.gpu)) != std::string::npos;
        if (!named || !suitable(devices[i], params.surface))
            continue;
        if (rank(properties.deviceType) > best) {
            best = rank(properties.deviceType);
            physical_ = devices[i];
            name_ = properties.deviceName;
            limits_ = properties.limits;
        }
    }
    if (best > 0) {
        queue_family_ = static_cast<std::uint32_t>(suitableFamily(physical_, params.surface));
        return Done{};
    }
    if (devices.empty())
        return Fault{
            "graphics device",
            "Vulkan finds no device at all",
            "Install mesa-vulkan-drivers, which also has one that needs no graphics card."};
    return Fault{"graphics device",
                 "none of these devices will do" +
                     (params.gpu.empty() ? std::string() : " for \"" + params.gpu + "\"") + ": " +
                     seen,
                 "Needed are Vulkan 1.1 and VK_KHR_timeline_semaphore. VR360_GPU chooses a device "
                 "by its number or a part of its name."};
}

Status Device::open(const DeviceParams& params) {
    const float priority = 1.0F;
    VkDeviceQueueCreateInfo queue{VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO};
    queue.queueFamilyIndex = queue_family_;
    queue.queueCount = 1;
    queue.pQueuePriorities = &priority;

    VkPhysicalDeviceTimelineSemaphoreFeatures timeline{
        VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_TIMELINE_SEMAPHORE_FEATURES};
    timeline.timelineSemaphore = VK_TRUE;
    std::vector<const char*> extensions{VK_KHR_TIMELINE_SEMAPHORE_EXTENSION_NAME};
    if (params.surface != VK_NULL_HANDLE)
        extensions.push_back(VK_KHR_SWAPCHAIN_EXTENSION_NAME);

    VkDeviceCreateInfo info{VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO};
    info.pNext = &timeline;
    info.queueCreateInfoCount = 1;
    info.pQueueCreateInfos = &queue;
    info.enabledExtensionCount = static_cast<std::uint32_t>(extensions.size());
    info.ppEnabledExtensionNames = extensions.data();
    if (const VkResult result = vkCreateDevice(physical_, &info, nullptr, &device_);
        result != VK_SUCCESS)
        return vulkanFault("open " + name_, result);
    volkLoadDevice(device_);
    installPlannedFaults();
    vkGetDeviceQueue(device_, queue_family_, 0, &queue_);
    memory_ = std::make_unique<DeviceMemory>(physical_, device_);

    VkSemaphoreTypeCreateInfo type{VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO};
    type.semaphoreType = VK_SEMAPHORE_TYPE_TIMELINE;
    VkSemaphoreCreateInfo semaphore{VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO};
    semaphore.pNext = &type;
    if (const VkResult result = vkCreateSemaphore(device_, &semaphore, nullptr, &timeline_);
        result != VK_SUCCESS)
        return vulkanFault("create the timeline semaphore", result);

    // Drivers check the header of cached data themselves and start empty when it is not theirs.
    VkPipelineCacheCreateInfo cache{VK_STRUCTURE_TYPE_PIPELINE_CACHE_CREATE_INFO};
    cache.initialDataSize = params.pipeline_cache.size();
    cache.pInitialData = params.pipeline_cache.data();
    if (vkCreatePipelineCache(device_, &cache, nullptr, &pipeline_cache_) != VK_SUCCESS)
        pipeline_cache_ = VK_NULL_HANDLE;
    return Done{};
}

Device::~Device() {
    if (device_ == VK_NULL_HANDLE)
        return;
    waitIdle();
    while (!retired_.empty()) {
        retired_.front().destroy();
        retired_.pop_front();
    }
    assert(live_ == 0);
    memory_.reset();
    vkDestroyPipelineCache(device_, pipeline_cache_, nullptr);
    vkDestroySemaphore(device_, timeline_, nullptr);
    vkDestroyDevice(device_, nullptr);
}

std::vector<std::byte> Device::pipelineCacheData() const {
    std::size_t size = 0;
    if (vkGetPipelineCacheData(device_, pipeline_cache_, &size, nullptr) != VK_SUCCESS)
        return {};
    std::vector<std::byte> data(size);
    if (vkGetPipelineCacheData(device_, pipeline_cache_, &size, data.data()) != VK_SUCCESS)
        return {};
    data.resize(size);
    return data;
}

VkResult Device::submit(VkCommandBuffer commands,
                        VkSemaphore wait,
                        VkPipelineStageFlags wait_stage,
                        VkSemaphore signal) {
    const VkSemaphore signals[] = {timeline_, signal};
    const std::uint64_t signal_values[] = {preparing(), 0};
    const std::uint64_t wait_value = 0; // binary semaphores have none, but the arrays must match
    const std::uint32_t wait_count = wait != VK_NULL_HANDLE ? 1 : 0;
    const std::uint32_t signal_count = signal != VK_NULL_HANDLE ? 2 : 1;

    VkTimelineSemaphoreSubmitInfo timeline{VK_STRUCTURE_TYPE_TIMELINE_SEMAPHORE_SUBMIT_INFO};
    timeline.waitSemaphoreValueCount = wait_count;
    timeline.pWaitSemaphoreValues = &wait_value;
    timeline.signalSemaphoreValueCount = signal_count;
    timeline.pSignalSemaphoreValues = signal_values;

    VkSubmitInfo info{VK_STRUCTURE_TYPE_SUBMIT_INFO};
    info.pNext = &timeline;
    info.waitSemaphoreCount = wait_count;
    info.pWaitSemaphores = &wait;
    info.pWaitDstStageMask = &wait_stage;
    info.commandBufferCount = 1;
    info.pCommandBuffers = &commands;
    info.signalSemaphoreCount = signal_count;
    info.pSignalSemaphores = signals;
    const VkResult result = vkQueueSubmit(queue_, 1, &info, VK_NULL_HANDLE);
    if (result == VK_SUCCESS)
        ++submitted_;
    return result;
}

VkResult Device::waitFor(std::uint64_t submission) {
    VkSemaphoreWaitInfo info{VK_STRUCTURE_TYPE_SEMAPHORE_WAIT_INFO};
    info.semaphoreCount = 1;
    info.pSemaphores = &timeline_;
    info.pValues = &submission;
    return vkWaitSemaphoresKHR(device_, &info, kHangNanoseconds);
}

std::uint64_t Device::completed() {
    std::uint64_t value = 0;
    // A lost device will never finish: what waits for it may as well be destroyed.
    if (vkGetSemaphoreCounterValueKHR(device_, timeline_, &value) != VK_SUCCESS)
        return submitted_;
    return value;
}

void Device::waitIdle() {
    vkDeviceWaitIdle(device_);
}

void Device::retire(std::function<void()> destroy) {
    retired_.push_back({preparing(), std::move(destroy)});
}

void Device::collect() {
    if (retired_.empty())
        return;
    const std::uint64_t done = completed();
    while (!retired_.empty() && retired_.front().after <= done) {
        retired_.front().destroy();
        retired_.pop_front();
    }
}

void Device::setName(VkObjectType type, std::uint64_t handle, std::string_view name) {
    if (!validating_)
        return;
    const std::string text(name);
    VkDebugUtilsObjectNameInfoEXT info{VK_STRUCTURE_TYPE_DEBUG_UTILS_OBJECT_NAME_INFO_EXT};
    info.objectType = type;
    info.objectHandle = handle;
    info.pObjectName = text.c_str();
    vkSetDebugUtilsObjectNameEXT(device_, &info);
}

} // namespace vr360
