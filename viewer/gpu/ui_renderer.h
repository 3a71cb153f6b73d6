#pragma once

#include "viewer/gpu/frame.h"

#include <map>

struct ImDrawData;

namespace vr360 {

/// Draws Dear ImGui's lists. Not the backend that comes with it: that one knows no textures but
/// the font's, allocates memory of its own, and calls Vulkan by names that are volk's here.
class UiRenderer {
public:
    static Result<std::unique_ptr<UiRenderer>> create(Device& device, VkRenderPass pass);

    enum class PixelFormat {
        kCoverage, ///< one byte: white, this opaque
        kRgba,
    };
    /// A texture number (never 0), to be used as ImTextureID. Its pixels are copied when the next
    /// frame is recorded.
    Result<std::uint32_t>
    addTexture(std::uint32_t width, std::uint32_t height, PixelFormat format, const void* pixels);
    void removeTexture(std::uint32_t number);

    /// Records the copies of new textures, before the render pass.
    void recordCopies(VkCommandBuffer commands);
    /// Within the render pass. False when there is no memory for the vertices.
    bool draw(FrameRing& frames, const ImDrawData& data);

private:
    struct Texture {
        Image image;
        Buffer staging; ///< until it is copied
        VkDescriptorSet set = VK_NULL_HANDLE;
        bool copied = false;
    };

    explicit UiRenderer(Device& device) : device_(device) {}
    Status createLayout();
    Status createPipeline(VkRenderPass pass);
    void bind(FrameRing& frames,
              const ImDrawData& data,
              const FrameMemory::Piece& vertices,
              const FrameMemory::Piece& indices);
    void drawCommands(VkCommandBuffer commands, const ImDrawData& data);

    Device& device_;
    Handle<VkSampler> sampler_;
    Handle<VkDescriptorSetLayout> set_layout_;
    Handle<VkPipelineLayout> layout_;
    Handle<VkDescriptorPool> pool_;
    Handle<VkPipeline> pipeline_;
    std::map<std::uint32_t, Texture> textures_;
    std::uint32_t next_texture_ = 1;
};

} // namespace vr360
