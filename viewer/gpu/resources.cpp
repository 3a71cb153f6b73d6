#include "viewer/gpu/resources.h"

namespace vr360 {

Result<Buffer> Buffer::create(Device& device,
                              VkDeviceSize bytes,
                              VkBufferUsageFlags usage,
                              MemoryUse use,
                              std::string_view name) {
    VkBufferCreateInfo info{VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO};
    info.size = bytes;
    info.usage = usage;
    Buffer buffer;
    VkBuffer handle = VK_NULL_HANDLE;
    if (const VkResult result = vkCreateBuffer(device.handle(), &info, nullptr, &handle);
        result != VK_SUCCESS)
        return vulkanFault("create the buffer " + std::string(name), result);
    buffer.device_ = &device;
    buffer.buffer_ = handle;
    buffer.size_ = bytes;
    device.count(1);
    device.setName(VK_OBJECT_TYPE_BUFFER, std::bit_cast<std::uint64_t>(handle), name);

    VkMemoryRequirements needs;
    vkGetBufferMemoryRequirements(device.handle(), handle, &needs);
    auto memory = device.memory().allocate(needs, use, false);
    if (!memory)
        return memory.fault();
    buffer.memory_ = *memory;
    if (const VkResult result = vkBindBufferMemory(
            device.handle(), handle, buffer.memory_.memory, buffer.memory_.offset);
        result != VK_SUCCESS)
        return vulkanFault("bind the buffer " + std::string(name), result);
    return buffer;
}

Buffer::~Buffer() {
    if (!device_)
        return;
    device_->retire([device = device_, buffer = buffer_, memory = memory_] {
        vkDestroyBuffer(device->handle(), buffer, nullptr);
        device->memory().free(memory);
        device->count(-1);
    });
}

void Buffer::swap(Buffer& other) noexcept {
    std::swap(device_, other.device_);
    std::swap(buffer_, other.buffer_);
    std::swap(memory_, other.memory_);
    std::swap(size_, other.size_);
}

Result<Image> Image::create(Device& device, const ImageParams& params, std::string_view name) {
    VkImageCreateInfo info{VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO};
    info.imageType = VK_IMAGE_TYPE_2D;
    info.format = params.format;
    info.extent = {params.width, params.height, 1};
    info.mipLevels = 1;
    info.arrayLayers = params.layers;
    info.samples = VK_SAMPLE_COUNT_1_BIT;
    info.usage = params.usage;
    Image image;
    VkImage handle = VK_NULL_HANDLE;
    if (const VkResult result = vkCreateImage(device.handle(), &info, nullptr, &handle);
        result != VK_SUCCESS)
        return vulkanFault("create the image " + std::string(name), result);
    image.device_ = &device;
    image.image_ = handle;
    image.params_ = params;
    device.count(1);
    device.setName(VK_OBJECT_TYPE_IMAGE, std::bit_cast<std::uint64_t>(handle), name);

    VkMemoryRequirements needs;
    vkGetImageMemoryRequirements(device.handle(), handle, &needs);
    auto memory = device.memory().allocate(needs, MemoryUse::kDevice, true);
    if (!memory)
        return memory.fault();
    image.memory_ = *memory;
    if (const VkResult result =
            vkBindImageMemory(device.handle(), handle, image.memory_.memory, image.memory_.offset);
        result != VK_SUCCESS)
        return vulkanFault("bind the image " + std::string(name), result);

    VkImageViewCreateInfo view{VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO};
    view.image = handle;
    view.viewType =
        params.array || params.layers > 1 ? VK_IMAGE_VIEW_TYPE_2D_ARRAY : VK_IMAGE_VIEW_TYPE_2D;
    view.format = params.format;
    view.components = params.swizzle;
    view.subresourceRange = {params.aspect, 0, 1, 0, params.layers};
    VkImageView view_handle = VK_NULL_HANDLE;
    if (const VkResult result = vkCreateImageView(device.handle(), &view, nullptr, &view_handle);
        result != VK_SUCCESS)
        return vulkanFault("create a view of " + std::string(name), result);
    image.view_ = Handle<VkImageView>(device, view_handle, name);
    return image;
}

Image::~Image() {
    view_.reset(); // first, so that it is destroyed first
    if (!device_)
        return;
    device_->retire([device = device_, image = image_, memory = memory_] {
        vkDestroyImage(device->handle(), image, nullptr);
        device->memory().free(memory);
        device->count(-1);
    });
}

void Image::swap(Image& other) noexcept {
    std::swap(device_, other.device_);
    std::swap(image_, other.image_);
    std::swap(memory_, other.memory_);
    std::swap(view_, other.view_);
    std::swap(params_, other.params_);
}

VkImageMemoryBarrier barrier(const Transition& transition) {
    VkImageMemoryBarrier result{VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER};
    result.srcAccessMask = transition.before;
    result.dstAccessMask = transition.after;
    result.oldLayout = transition.from;
    result.newLayout = transition.to;
    result.srcQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
    result.dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
    result.image = transition.image;
    result.subresourceRange = {
        VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, transition.first_layer, transition.layers};
    return result;
}

Result<Handle<VkSampler>> createLinearSampler(Device& device) {
    VkSamplerCreateInfo info{VK_STRUCTURE_TYPE_SAMPLER_CREATE_INFO};
    info.magFilter = VK_FILTER_LINEAR;
    info.minFilter = VK_FILTER_LINEAR;
    info.mipmapMode = VK_SAMPLER_MIPMAP_MODE_NEAREST;
    info.addressModeU = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE;
    info.addressModeV = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE;
    info.addressModeW = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE;
    VkSampler sampler = VK_NULL_HANDLE;
    if (const VkResult result = vkCreateSampler(device.handle(), &info, nullptr, &sampler);
        result != VK_SUCCESS)
        return vulkanFault("create a sampler", result);
    return Handle<VkSampler>(device, sampler, "linear sampler");
}

Result<Handle<VkShaderModule>>
createShader(Device& device, const std::uint32_t* words, std::size_t bytes, std::string_view name) {
    VkShaderModuleCreateInfo info{VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO};
    info.codeSize = bytes;
    info.pCode = words;
    VkShaderModule module = VK_NULL_HANDLE;
    if (const VkResult result = vkCreateShaderModule(device.handle(), &info, nullptr, &module);
        result != VK_SUCCESS)
        return vulkanFault("load the shader " + std::string(name), result);
    return Handle<VkShaderModule>(device, module, name);
}

} // namespace vr360
