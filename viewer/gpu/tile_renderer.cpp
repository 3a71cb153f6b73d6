#include "viewer/gpu/tile_renderer.h"

#include "shaders/tile_frag.h"
#include "shaders/tile_vert.h"
#include "viewer/gpu/pipeline.h"

#include <cstring>

namespace vr360 {
namespace {

struct MeshVertex {
    float x = 0.0F;
    float y = 0.0F;
};

std::vector<MeshVertex> meshVertices() {
    std::vector<MeshVertex> vertices;
    for (int y = 0; y <= kMeshCellsLat; ++y)
        for (int x = 0; x <= kMeshCellsLon; ++x)
            vertices.push_back(
                {static_cast<float>(x) / kMeshCellsLon, static_cast<float>(y) / kMeshCellsLat});
    return vertices;
}

std::vector<std::uint16_t> meshIndices() {
    std::vector<std::uint16_t> indices;
    constexpr int kStride = kMeshCellsLon + 1;
    for (int y = 0; y < kMeshCellsLat; ++y) {
        for (int x = 0; x < kMeshCellsLon; ++x) {
            const int corner = y * kStride + x;
            for (const int index : {corner,
                                    corner + 1,
                                    corner + kStride, //
                                    corner + kStride,
                                    corner + 1,
                                    corner + kStride + 1})
                indices.push_back(static_cast<std::uint16_t>(index));
        }
    }
    return indices;
}

} // namespace

Result<std::unique_ptr<TileRenderer>>
TileRenderer::create(Device& device, VkRenderPass pass, VkImageView tiles) {
    std::unique_ptr<TileRenderer> renderer(new TileRenderer);
    if (Status status = renderer->createLayout(device); !status)
        return status.fault();
    if (Status status = renderer->createSet(device, tiles); !status)
        return status.fault();
    if (Status status = renderer->createPipelines(device, pass); !status)
        return status.fault();
    if (Status status = renderer->createMesh(device); !status)
        return status.fault();
    return renderer;
}

Status TileRenderer::createLayout(Device& device) {
    auto sampler = createLinearSampler(device);
    if (!sampler)
        return sampler.fault();
    sampler_ = std::move(sampler).value();

    const VkSampler immutable = sampler_.get();
    const VkDescriptorSetLayoutBinding bindings[] = {
        {0, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER_DYNAMIC, 1, VK_SHADER_STAGE_VERTEX_BIT, nullptr},
        {1,
         VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER,
         1,
         VK_SHADER_STAGE_FRAGMENT_BIT,
         &immutable}};
    VkDescriptorSetLayoutCreateInfo set{VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO};
    set.bindingCount = 2;
    set.pBindings = bindings;
    VkDescriptorSetLayout set_layout = VK_NULL_HANDLE;
    if (const VkResult result =
            vkCreateDescriptorSetLayout(device.handle(), &set, nullptr, &set_layout);
        result != VK_SUCCESS)
        return vulkanFault("create the tiles' set layout", result);
    set_layout_ = Handle<VkDescriptorSetLayout>(device, set_layout, "tiles");

    VkPipelineLayoutCreateInfo info{VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO};
    info.setLayoutCount = 1;
    info.pSetLayouts = &set_layout;
    VkPipelineLayout layout = VK_NULL_HANDLE;
    if (const VkResult result = vkCreatePipelineLayout(device.handle(), &info, nullptr, &layout);
        result != VK_SUCCESS)
        return vulkanFault("create the tiles' pipeline layout", result);
    layout_ = Handle<VkPipelineLayout>(device, layout, "tiles");
    return Done{};
}

Status TileRenderer::createSet(Device& device, VkImageView tiles) {
    const VkDeviceSize alignment = device.limits().minUniformBufferOffsetAlignment;
    block_stride_ = (sizeof(FrameBlock) + alignment - 1) / alignment * alignment;
    auto block = Buffer::create(device,
                                block_stride_ * kFramesInFlight,
                                VK_BUFFER_USAGE_UNIFORM_BUFFER_BIT,
                                MemoryUse::kUpload,
                                "frame block");
    if (!block)
        return block.fault();
    block_ = std::move(block).value();

    const VkDescriptorPoolSize sizes[] = {{VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER_DYNAMIC, 1},
                                          {VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1}};
    VkDescriptorPoolCreateInfo pool{VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO};
    pool.maxSets = 1;
    pool.poolSizeCount = 2;
    pool.pPoolSizes = sizes;
    VkDescriptorPool pool_handle = VK_NULL_HANDLE;
    if (const VkResult result =
            vkCreateDescriptorPool(device.handle(), &pool, nullptr, &pool_handle);
        result != VK_SUCCESS)
        return vulkanFault("create the tiles' descriptor pool", result);
    pool_ = Handle<VkDescriptorPool>(device, pool_handle, "tiles");

    const VkDescriptorSetLayout set_layout = set_layout_.get();
    VkDescriptorSetAllocateInfo allocate{VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO};
    allocate.descriptorPool = pool_handle;
    allocate.descriptorSetCount = 1;
    allocate.pSetLayouts = &set_layout;
    if (const VkResult result = vkAllocateDescriptorSets(device.handle(), &allocate, &set_);
        result != VK_SUCCESS)
        return vulkanFault("create the tiles' descriptor set", result);

    const VkDescriptorBufferInfo buffer{block_.get(), 0, sizeof(FrameBlock)};
    const VkDescriptorImageInfo image{
        VK_NULL_HANDLE, tiles, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL};
    VkWriteDescriptorSet writes[2] = {};
    for (std::uint32_t i = 0; i < 2; ++i) {
        writes[i].sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET;
        writes[i].dstSet = set_;
        writes[i].dstBinding = i;
        writes[i].descriptorCount = 1;
    }
    writes[0].descriptorType = VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER_DYNAMIC;
    writes[0].pBufferInfo = &buffer;
    writes[1].descriptorType = VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER;
    writes[1].pImageInfo = &image;
    vkUpdateDescriptorSets(device.handle(), 2, writes, 0, nullptr);
    return Done{};
}

Status TileRenderer::createPipelines(Device& device, VkRenderPass pass) {
    auto vertex = createShader(device, shaders::kTileVert, sizeof(shaders::kTileVert), "tile.vert");
    auto fragment =
        createShader(device, shaders::kTileFrag, sizeof(shaders::kTileFrag), "tile.frag");
    if (!vertex)
        return vertex.fault();
    if (!fragment)
        return fragment.fault();

    const VkVertexInputBindingDescription bindings[] = {
        {0, sizeof(MeshVertex), VK_VERTEX_INPUT_RATE_VERTEX},
        {1, sizeof(Patch), VK_VERTEX_INPUT_RATE_INSTANCE}};
    const VkVertexInputAttributeDescription attributes[] = {
        {0, 0, VK_FORMAT_R32G32_SFLOAT, 0},
        {1, 1, VK_FORMAT_R32G32B32A32_SFLOAT, offsetof(Patch, lon0)},
        {2, 1, VK_FORMAT_R32G32B32A32_SFLOAT, offsetof(Patch, u0)},
        {3, 1, VK_FORMAT_R32G32B32A32_SFLOAT, offsetof(Patch, layer)}};
    PipelineParams params;
    params.pass = pass;
    params.layout = layout_.get();
    params.vertex = vertex->get();
    params.fragment = fragment->get();
    params.bindings = bindings;
    params.attributes = attributes;

    auto opaque = createPipeline(device, params, "tiles");
    if (!opaque)
        return opaque.fault();
    opaque_ = std::move(opaque).value();
    params.blend = true;
    params.once = true;
    auto blended = createPipeline(device, params, "tiles fading in");
    if (!blended)
        return blended.fault();
    blended_ = std::move(blended).value();
    return Done{};
}

Status TileRenderer::createMesh(Device& device) {
    const std::vector<MeshVertex> vertices = meshVertices();
    const std::vector<std::uint16_t> indices = meshIndices();
    const std::size_t vertex_bytes = vertices.size() * sizeof(MeshVertex);
    const std::size_t index_bytes = indices.size() * sizeof(std::uint16_t);
    auto mesh = Buffer::create(device,
                               vertex_bytes + index_bytes,
                               VK_BUFFER_USAGE_VERTEX_BUFFER_BIT | VK_BUFFER_USAGE_INDEX_BUFFER_BIT,
                               MemoryUse::kUpload,
                               "tile mesh");
    if (!mesh)
        return mesh.fault();
    mesh_ = std::move(mesh).value();
    std::memcpy(mesh_.mapped(), vertices.data(), vertex_bytes);
    std::memcpy(mesh_.mapped() + vertex_bytes, indices.data(), index_bytes);
    indices_at_ = vertex_bytes;
    index_count_ = static_cast<std::uint32_t>(indices.size());
    return Done{};
}

bool TileRenderer::draw(FrameRing& frames,
                        const FrameBlock& block,
                        std::span<const Patch> patches,
                        std::size_t fade_from) {
    if (patches.empty())
        return true;
    const FrameMemory::Piece instances = frames.memory().take(patches.size_bytes());
    if (!instances.data)
        return false;
    std::memcpy(instances.data, patches.data(), patches.size_bytes());
    const VkDeviceSize block_at = block_stride_ * static_cast<VkDeviceSize>(frames.slot());
    std::memcpy(block_.mapped() + block_at, &block, sizeof(block));

    const VkCommandBuffer commands = frames.commands();
    const auto dynamic_offset = static_cast<std::uint32_t>(block_at);
    vkCmdBindDescriptorSets(
        commands, VK_PIPELINE_BIND_POINT_GRAPHICS, layout_.get(), 0, 1, &set_, 1, &dynamic_offset);
    const VkBuffer buffers[] = {mesh_.get(), instances.buffer};
    const VkDeviceSize offsets[] = {0, instances.offset};
    vkCmdBindVertexBuffers(commands, 0, 2, buffers, offsets);
    vkCmdBindIndexBuffer(commands, mesh_.get(), indices_at_, VK_INDEX_TYPE_UINT16);

    const auto total = static_cast<std::uint32_t>(patches.size());
    const std::uint32_t under = std::min(static_cast<std::uint32_t>(fade_from), total);
    if (under > 0) {
        vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, opaque_.get());
        vkCmdDrawIndexed(commands, index_count_, under, 0, 0, 0);
    }
    if (under < total) {
        vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, blended_.get());
        vkCmdDrawIndexed(commands, index_count_, total - under, 0, 0, under);
    }
    return true;
}

} // namespace vr360
