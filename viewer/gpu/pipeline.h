#pragma once

#include "viewer/gpu/resources.h"

#include <span>

namespace vr360 {

/// What differs between our pipelines; the rest (triangles, no culling, dynamic viewport and
/// scissor, one colour attachment) is the same for all.
struct PipelineParams {
    VkRenderPass pass = VK_NULL_HANDLE;
    VkPipelineLayout layout = VK_NULL_HANDLE;
    VkShaderModule vertex = VK_NULL_HANDLE;
    VkShaderModule fragment = VK_NULL_HANDLE;
    std::span<const VkVertexInputBindingDescription> bindings;
    std::span<const VkVertexInputAttributeDescription> attributes;
    bool blend = false;
    bool once = false; ///< each pixel at most once within the pass
};

Result<Handle<VkPipeline>>
createPipeline(Device& device, const PipelineParams& params, std::string_view name);

} // namespace vr360
