#pragma once

#include "viewer/gpu/device.h"

#include <bit>
#include <utility>

namespace vr360 {

/// How a kind of Vulkan object is destroyed, and what it is called.
template <typename T>
struct HandleTraits;

#define VR360_HANDLE(Type, destroyer, object_type)                                                 \
    template <>                                                                                    \
    struct HandleTraits<Type> {                                                                    \
        static constexpr VkObjectType kType = object_type;                                         \
        static void destroy(VkDevice device, Type handle) { destroyer(device, handle, nullptr); }  \
    }
VR360_HANDLE(VkImageView, vkDestroyImageView, VK_OBJECT_TYPE_IMAGE_VIEW);
VR360_HANDLE(VkSampler, vkDestroySampler, VK_OBJECT_TYPE_SAMPLER);
VR360_HANDLE(VkRenderPass, vkDestroyRenderPass, VK_OBJECT_TYPE_RENDER_PASS);
VR360_HANDLE(VkFramebuffer, vkDestroyFramebuffer, VK_OBJECT_TYPE_FRAMEBUFFER);
VR360_HANDLE(VkPipeline, vkDestroyPipeline, VK_OBJECT_TYPE_PIPELINE);
VR360_HANDLE(VkPipelineLayout, vkDestroyPipelineLayout, VK_OBJECT_TYPE_PIPELINE_LAYOUT);
VR360_HANDLE(VkDescriptorSetLayout,
             vkDestroyDescriptorSetLayout,
             VK_OBJECT_TYPE_DESCRIPTOR_SET_LAYOUT);
VR360_HANDLE(VkDescriptorPool, vkDestroyDescriptorPool, VK_OBJECT_TYPE_DESCRIPTOR_POOL);
VR360_HANDLE(VkShaderModule, vkDestroyShaderModule, VK_OBJECT_TYPE_SHADER_MODULE);
VR360_HANDLE(VkCommandPool, vkDestroyCommandPool, VK_OBJECT_TYPE_COMMAND_POOL);
VR360_HANDLE(VkSemaphore, vkDestroySemaphore, VK_OBJECT_TYPE_SEMAPHORE);
#undef VR360_HANDLE

/// Owns a Vulkan object; destroyed once no frame can be using it any more. Move-only, main thread.
template <typename T>
class Handle {
public:
    Handle() = default;
    Handle(Device& device, T handle, std::string_view name) : device_(&device), handle_(handle) {
        device.count(1);
        device.setName(HandleTraits<T>::kType, std::bit_cast<std::uint64_t>(handle), name);
    }
    Handle(Handle&& other) noexcept
        : device_(std::exchange(other.device_, nullptr)),
          handle_(std::exchange(other.handle_, VK_NULL_HANDLE)) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(device_, other.device_);
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~Handle() { reset(); }

    void reset() {
        if (!device_)
            return;
        Device* device = std::exchange(device_, nullptr);
        device->retire([device, handle = std::exchange(handle_, VK_NULL_HANDLE)] {
            HandleTraits<T>::destroy(device->handle(), handle);
            device->count(-1);
        });
    }
    [[nodiscard]] T get() const { return handle_; }
    explicit operator bool() const { return device_ != nullptr; }

private:
    Device* device_ = nullptr;
    T handle_ = VK_NULL_HANDLE;
};

/// A buffer with its memory, mapped for good unless the use is kDevice. Move-only, main thread.
class Buffer {
public:
    Buffer() = default;
    static Result<Buffer> create(Device& device,
                                 VkDeviceSize bytes,
                                 VkBufferUsageFlags usage,
                                 MemoryUse use,
                                 std::string_view name);
    Buffer(Buffer&& other) noexcept { swap(other); }
    Buffer& operator=(Buffer&& other) noexcept {
        swap(other);
        return *this;
    }
    ~Buffer();

    [[nodiscard]] VkBuffer get() const { return buffer_; }
    [[nodiscard]] std::byte* mapped() const { return memory_.mapped; }
    [[nodiscard]] VkDeviceSize size() const { return size_; }

private:
    void swap(Buffer& other) noexcept;

    Device* device_ = nullptr;
    VkBuffer buffer_ = VK_NULL_HANDLE;
    Allocation memory_;
    VkDeviceSize size_ = 0;
};

struct ImageParams {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint32_t layers = 1;
    bool array = false; ///< the view is an array's even with one layer
    VkFormat format = VK_FORMAT_R8G8B8A8_UNORM;
    VkImageUsageFlags usage = 0;
    VkImageAspectFlags aspect = VK_IMAGE_ASPECT_COLOR_BIT;
    VkComponentMapping swizzle{};
};

/// An image with its memory and one view of all of it. Move-only, main thread.
class Image {
public:
    Image() = default;
    static Result<Image> create(Device& device, const ImageParams& params, std::string_view name);
    Image(Image&& other) noexcept { swap(other); }
    Image& operator=(Image&& other) noexcept {
        swap(other);
        return *this;
    }
    ~Image();

    [[nodiscard]] VkImage get() const { return image_; }
    [[nodiscard]] VkImageView view() const { return view_.get(); }
    [[nodiscard]] const ImageParams& params() const { return params_; }
    explicit operator bool() const { return image_ != VK_NULL_HANDLE; }

private:
    void swap(Image& other) noexcept;

    Device* device_ = nullptr;
    VkImage image_ = VK_NULL_HANDLE;
    Allocation memory_;
    Handle<VkImageView> view_;
    ImageParams params_;
};

/// A layout change of some layers of an image, with what must be done before and what waits.
struct Transition {
    VkImage image = VK_NULL_HANDLE;
    VkImageLayout from = VK_IMAGE_LAYOUT_UNDEFINED;
    VkImageLayout to = VK_IMAGE_LAYOUT_UNDEFINED;
    VkAccessFlags before = 0;
    VkAccessFlags after = 0;
    std::uint32_t first_layer = 0;
    std::uint32_t layers = 1;
};
VkImageMemoryBarrier barrier(const Transition& transition);

Result<Handle<VkSampler>> createLinearSampler(Device& device);
Result<Handle<VkShaderModule>>
createShader(Device& device, const std::uint32_t* words, std::size_t bytes, std::string_view name);

} // namespace vr360
