#include "viewer/gpu/ui_renderer.h"

#include "shaders/ui_frag.h"
#include "shaders/ui_vert.h"
#include "viewer/gpu/pipeline.h"

#include <imgui.h>

#include <algorithm>
#include <cstring>

namespace vr360 {
namespace {

constexpr std::uint32_t kMaxTextures = 64;

struct PushConstants {
    float scale[2];
    float translate[2];
};

} // namespace

Result<std::unique_ptr<UiRenderer>> UiRenderer::create(Device& device, VkRenderPass pass) {
    std::unique_ptr<UiRenderer> renderer(new UiRenderer(device));
    if (Status status = renderer->createLayout(); !status)
        return status.fault();
    if (Status status = renderer->createPipeline(pass); !status)
        return status.fault();
    return renderer;
}

Status UiRenderer::createLayout() {
    auto sampler = createLinearSampler(device_);
    if (!sampler)
        return sampler.fault();
    sampler_ = std::move(sampler).value();
    const VkSampler immutable = sampler_.get();
    const VkDescriptorSetLayoutBinding binding{
        0, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1, VK_SHADER_STAGE_FRAGMENT_BIT, &immutable};
    VkDescriptorSetLayoutCreateInfo set{VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO};
    set.bindingCount = 1;
    set.pBindings = &binding;
    VkDescriptorSetLayout set_layout = VK_NULL_HANDLE;
    if (const VkResult result =
            vkCreateDescriptorSetLayout(device_.handle(), &set, nullptr, &set_layout);
        result != VK_SUCCESS)
        return vulkanFault("create the panels' set layout", result);
    set_layout_ = Handle<VkDescriptorSetLayout>(device_, set_layout, "panels");

    const VkPushConstantRange push{VK_SHADER_STAGE_VERTEX_BIT, 0, sizeof(PushConstants)};
    VkPipelineLayoutCreateInfo info{VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO};
    info.setLayoutCount = 1;
    info.pSetLayouts = &set_layout;
    info.pushConstantRangeCount = 1;
    info.pPushConstantRanges = &push;
    VkPipelineLayout layout = VK_NULL_HANDLE;
    if (const VkResult result = vkCreatePipelineLayout(device_.handle(), &info, nullptr, &layout);
        result != VK_SUCCESS)
        return vulkanFault("create the panels' pipeline layout", result);
    layout_ = Handle<VkPipelineLayout>(device_, layout, "panels");

    const VkDescriptorPoolSize size{VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, kMaxTextures};
    VkDescriptorPoolCreateInfo pool{VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO};
    pool.flags = VK_DESCRIPTOR_POOL_CREATE_FREE_DESCRIPTOR_SET_BIT;
    pool.maxSets = kMaxTextures;
    pool.poolSizeCount = 1;
    pool.pPoolSizes = &size;
    VkDescriptorPool pool_handle = VK_NULL_HANDLE;
    if (const VkResult result =
            vkCreateDescriptorPool(device_.handle(), &pool, nullptr, &pool_handle);
        result != VK_SUCCESS)
        return vulkanFault("create the panels' descriptor pool", result);
    pool_ = Handle<VkDescriptorPool>(device_, pool_handle, "panels");
    return Done{};
}

Status UiRenderer::createPipeline(VkRenderPass pass) {
    auto vertex = createShader(device_, shaders::kUiVert, sizeof(shaders::kUiVert), "ui.vert");
    auto fragment = createShader(device_, shaders::kUiFrag, sizeof(shaders::kUiFrag), "ui.frag");
    if (!vertex)
        return vertex.fault();
    if (!fragment)
        return fragment.fault();
    const VkVertexInputBindingDescription binding{
        0, sizeof(ImDrawVert), VK_VERTEX_INPUT_RATE_VERTEX};
    const VkVertexInputAttributeDescription attributes[] = {
        {0, 0, VK_FORMAT_R32G32_SFLOAT, offsetof(ImDrawVert, pos)},
        {1, 0, VK_FORMAT_R32G32_SFLOAT, offsetof(ImDrawVert, uv)},
        {2, 0, VK_FORMAT_R8G8B8A8_UNORM, offsetof(ImDrawVert, col)}};
    PipelineParams params;
    params.pass = pass;
    params.layout = layout_.get();
    params.vertex = vertex->get();
    params.fragment = fragment->get();
    params.bindings = {&binding, 1};
    params.attributes = attributes;
    params.blend = true;
    auto pipeline = vr360::createPipeline(device_, params, "panels");
    if (!pipeline)
        return pipeline.fault();
    pipeline_ = std::move(pipeline).value();
    return Done{};
}

Result<std::uint32_t> UiRenderer::addTexture(std::uint32_t width,
                                             std::uint32_t height,
                                             PixelFormat format,
                                             const void* pixels) {
    const bool coverage = format == PixelFormat::kCoverage;
    ImageParams params;
    params.width = width;
    params.height = height;
    params.usage = VK_IMAGE_USAGE_TRANSFER_DST_BIT | VK_IMAGE_USAGE_SAMPLED_BIT;
    if (coverage) {
        params.format = VK_FORMAT_R8_UNORM;
        params.swizzle = {VK_COMPONENT_SWIZZLE_ONE,
                          VK_COMPONENT_SWIZZLE_ONE,
                          VK_COMPONENT_SWIZZLE_ONE,
                          VK_COMPONENT_SWIZZLE_R};
    }
    const VkDeviceSize bytes = VkDeviceSize{width} * height * (coverage ? 1 : 4);
    Texture texture;
    auto image = Image::create(device_, params, "panel picture");
    if (!image)
        return image.fault();
    texture.image = std::move(image).value();
    auto staging = Buffer::create(device_,
                                  bytes,
                                  VK_BUFFER_USAGE_TRANSFER_SRC_BIT,
                                  MemoryUse::kUpload,
                                  "panel picture staging");
    if (!staging)
        return staging.fault();
    texture.staging = std::move(staging).value();
    std::memcpy(texture.staging.mapped(), pixels, bytes);

    const VkDescriptorSetLayout set_layout = set_layout_.get();
    VkDescriptorSetAllocateInfo allocate{VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO};
    allocate.descriptorPool = pool_.get();
    allocate.descriptorSetCount = 1;
    allocate.pSetLayouts = &set_layout;
    if (const VkResult result = vkAllocateDescriptorSets(device_.handle(), &allocate, &texture.set);
        result != VK_SUCCESS)
        return vulkanFault("create a panel picture's descriptor set", result);
    const VkDescriptorImageInfo info{
        VK_NULL_HANDLE, texture.image.view(), VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL};
    VkWriteDescriptorSet write{VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET};
    write.dstSet = texture.set;
    write.descriptorCount = 1;
    write.descriptorType = VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER;
    write.pImageInfo = &info;
    vkUpdateDescriptorSets(device_.handle(), 1, &write, 0, nullptr);
    textures_.emplace(next_texture_, std::move(texture));
    return next_texture_++;
}

void UiRenderer::removeTexture(std::uint32_t number) {
    const auto it = textures_.find(number);
    if (it == textures_.end())
        return;
    device_.retire([device = &device_, pool = pool_.get(), set = it->second.set] {
        vkFreeDescriptorSets(device->handle(), pool, 1, &set);
    });
    textures_.erase(it);
}

void UiRenderer::recordCopies(VkCommandBuffer commands) {
    for (auto& [number, texture] : textures_) {
        if (texture.copied)
            continue;
        const VkImageMemoryBarrier before = barrier({.image = texture.image.get(),
                                                     .to = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                                                     .after = VK_ACCESS_TRANSFER_WRITE_BIT});
        vkCmdPipelineBarrier(commands,
                             VK_PIPELINE_STAGE_TOP_OF_PIPE_BIT,
                             VK_PIPELINE_STAGE_TRANSFER_BIT,
                             0,
                             0,
                             nullptr,
                             0,
                             nullptr,
                             1,
                             &before);
        VkBufferImageCopy region{};
        region.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
        region.imageExtent = {texture.image.params().width, texture.image.params().height, 1};
        vkCmdCopyBufferToImage(commands,
                               texture.staging.get(),
                               texture.image.get(),
                               VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                               1,
                               &region);
        const VkImageMemoryBarrier after = barrier({.image = texture.image.get(),
                                                    .from = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                                                    .to = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL,
                                                    .before = VK_ACCESS_TRANSFER_WRITE_BIT,
                                                    .after = VK_ACCESS_SHADER_READ_BIT});
        vkCmdPipelineBarrier(commands,
                             VK_PIPELINE_STAGE_TRANSFER_BIT,
                             VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT,
                             0,
                             0,
                             nullptr,
                             0,
                             nullptr,
                             1,
                             &after);
        texture.staging = Buffer();
        texture.copied = true;
    }
}

bool UiRenderer::draw(FrameRing& frames, const ImDrawData& data) {
    if (data.TotalVtxCount == 0)
        return true;
    const auto vertices =
        frames.memory().take(static_cast<VkDeviceSize>(data.TotalVtxCount) * sizeof(ImDrawVert));
    const auto indices =
        frames.memory().take(static_cast<VkDeviceSize>(data.TotalIdxCount) * sizeof(ImDrawIdx));
    if (!vertices.data || !indices.data)
        return false;
    std::byte* vertex_at = vertices.data;
    std::byte* index_at = indices.data;
    for (int i = 0; i < data.CmdListsCount; ++i) {
        const ImDrawList& list = *data.CmdLists[i];
        std::memcpy(vertex_at, list.VtxBuffer.Data, list.VtxBuffer.size_in_bytes());
        std::memcpy(index_at, list.IdxBuffer.Data, list.IdxBuffer.size_in_bytes());
        vertex_at += list.VtxBuffer.size_in_bytes();
        index_at += list.IdxBuffer.size_in_bytes();
    }
    bind(frames, data, vertices, indices);
    drawCommands(frames.commands(), data);
    return true;
}

void UiRenderer::bind(FrameRing& frames,
                      const ImDrawData& data,
                      const FrameMemory::Piece& vertices,
                      const FrameMemory::Piece& indices) {
    static_assert(sizeof(ImDrawIdx) == 2);
    const VkCommandBuffer commands = frames.commands();
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline_.get());
    vkCmdBindVertexBuffers(commands, 0, 1, &vertices.buffer, &vertices.offset);
    vkCmdBindIndexBuffer(commands, indices.buffer, indices.offset, VK_INDEX_TYPE_UINT16);
    PushConstants push{};
    push.scale[0] = 2.0F / data.DisplaySize.x;
    push.scale[1] = 2.0F / data.DisplaySize.y;
    push.translate[0] = -1.0F - data.DisplayPos.x * push.scale[0];
    push.translate[1] = -1.0F - data.DisplayPos.y * push.scale[1];
    vkCmdPushConstants(commands, layout_.get(), VK_SHADER_STAGE_VERTEX_BIT, 0, sizeof(push), &push);
}

void UiRenderer::drawCommands(VkCommandBuffer commands, const ImDrawData& data) {
    std::uint32_t first_index = 0;
    std::int32_t first_vertex = 0;
    VkDescriptorSet bound = VK_NULL_HANDLE;
    for (int i = 0; i < data.CmdListsCount; ++i) {
        const ImDrawList& list = *data.CmdLists[i];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            const float left = std::max(command.ClipRect.x - data.DisplayPos.x, 0.0F);
            const float top = std::max(command.ClipRect.y - data.DisplayPos.y, 0.0F);
            const float right =
                std::min(command.ClipRect.z - data.DisplayPos.x, data.DisplaySize.x);
            const float bottom =
                std::min(command.ClipRect.w - data.DisplayPos.y, data.DisplaySize.y);
            const auto number =
                static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(command.GetTexID()));
            const auto texture = textures_.find(number);
            if (right <= left || bottom <= top || texture == textures_.end())
                continue;
            if (texture->second.set != bound) {
                bound = texture->second.set;
                vkCmdBindDescriptorSets(commands,
                                        VK_PIPELINE_BIND_POINT_GRAPHICS,
                                        layout_.get(),
                                        0,
                                        1,
                                        &bound,
                                        0,
                                        nullptr);
            }
            const VkRect2D scissor{
                {static_cast<std::int32_t>(left), static_cast<std::int32_t>(top)},
                {static_cast<std::uint32_t>(right - left),
                 static_cast<std::uint32_t>(bottom - top)}};
            vkCmdSetScissor(commands, 0, 1, &scissor);
            vkCmdDrawIndexed(commands,
                             command.ElemCount,
                             1,
                             first_index + command.IdxOffset,
                             first_vertex + static_cast<std::int32_t>(command.VtxOffset),
                             0);
        }
        first_index += static_cast<std::uint32_t>(list.IdxBuffer.Size);
        first_vertex += list.VtxBuffer.Size;
    }
}

} // namespace vr360
