#include "viewer/gpu/instance.h"

#include <cstdio>
#include <cstring>

namespace vr360 {
namespace {

constexpr const char* kValidationLayer = "VK_LAYER_KHRONOS_validation";

bool layerThere(const char* name) {
    std::uint32_t count = 0;
    vkEnumerateInstanceLayerProperties(&count, nullptr);
    std::vector<VkLayerProperties> layers(count);
    vkEnumerateInstanceLayerProperties(&count, layers.data());
    for (const VkLayerProperties& layer : layers)
        if (std::strcmp(layer.layerName, name) == 0)
            return true;
    return false;
}

} // namespace

Result<std::unique_ptr<Instance>> Instance::create(const InstanceParams& params) {
    if (volkInitialize() != VK_SUCCESS)
        return Fault{"graphics device",
                     "there is no Vulkan library on this machine",
                     "Install the packages libvulkan1 and mesa-vulkan-drivers."};
    if (params.validate && !layerThere(kValidationLayer))
        return Fault{"graphics device",
                     "validation was asked for, but its layer is not installed",
                     "Install the package vulkan-validationlayers."};

    VkApplicationInfo application{VK_STRUCTURE_TYPE_APPLICATION_INFO};
    application.pApplicationName = "vr360-view";
    application.apiVersion = VK_API_VERSION_1_1;

    std::unique_ptr<Instance> instance(new Instance);
    VkDebugUtilsMessengerCreateInfoEXT messages{
        VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT};
    messages.messageSeverity = VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT |
                               VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT;
    messages.messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT;
    messages.pfnUserCallback = message;
    messages.pUserData = instance.get();

    const VkValidationFeatureEnableEXT enabled[] = {
        VK_VALIDATION_FEATURE_ENABLE_SYNCHRONIZATION_VALIDATION_EXT};
    VkValidationFeaturesEXT features{VK_STRUCTURE_TYPE_VALIDATION_FEATURES_EXT};
    features.pNext = &messages;
    features.enabledValidationFeatureCount = 1;
    features.pEnabledValidationFeatures = enabled;

    std::vector<const char*> extensions = params.extensions;
    VkInstanceCreateInfo info{VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO};
    info.pApplicationInfo = &application;
    if (params.validate) {
        extensions.push_back(VK_EXT_DEBUG_UTILS_EXTENSION_NAME);
        info.pNext = &features;
        info.enabledLayerCount = 1;
        info.ppEnabledLayerNames = &kValidationLayer;
    }
    info.enabledExtensionCount = static_cast<std::uint32_t>(extensions.size());
    info.ppEnabledExtensionNames = extensions.data();

    if (const VkResult result = vkCreateInstance(&info, nullptr, &instance->instance_);
        result != VK_SUCCESS)
        return vulkanFault("start Vulkan", result);
    volkLoadInstance(instance->instance_);
    if (params.validate) {
        const VkResult result = vkCreateDebugUtilsMessengerEXT(
            instance->instance_, &messages, nullptr, &instance->messenger_);
        if (result != VK_SUCCESS)
            return vulkanFault("listen to the validation layer", result);
    }
    return instance;
}

Instance::~Instance() {
    if (messenger_ != VK_NULL_HANDLE)
        vkDestroyDebugUtilsMessengerEXT(instance_, messenger_, nullptr);
    if (instance_ != VK_NULL_HANDLE)
        vkDestroyInstance(instance_, nullptr);
}

VkBool32 Instance::message(VkDebugUtilsMessageSeverityFlagBitsEXT /*severity*/,
                           VkDebugUtilsMessageTypeFlagsEXT /*types*/,
                           const VkDebugUtilsMessengerCallbackDataEXT* data,
                           void* user) {
    ++static_cast<Instance*>(user)->messages_;
    std::fprintf(stderr, "vr360-view: validation: %s\n", data->pMessage);
    return VK_FALSE;
}

} // namespace vr360
