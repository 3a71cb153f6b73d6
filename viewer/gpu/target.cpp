#include "viewer/gpu/target.h"

namespace vr360 {
namespace {

// Every device can draw to this one; stencil formats differ between them.
constexpr VkFormat kDepthFormat = VK_FORMAT_D16_UNORM;

VkAttachmentDescription attachment(VkFormat format, VkAttachmentStoreOp store, VkImageLayout last) {
    VkAttachmentDescription result{};
    result.format = format;
    result.samples = VK_SAMPLE_COUNT_1_BIT;
    result.loadOp = VK_ATTACHMENT_LOAD_OP_CLEAR;
    result.storeOp = store;
    result.stencilLoadOp = VK_ATTACHMENT_LOAD_OP_DONT_CARE;
    result.stencilStoreOp = VK_ATTACHMENT_STORE_OP_DONT_CARE;
    result.finalLayout = last;
    return result;
}

Result<Handle<VkRenderPass>>
createPass(Device& device, VkFormat format, VkImageLayout final_layout) {
    const VkAttachmentDescription attachments[] = {
        attachment(format, VK_ATTACHMENT_STORE_OP_STORE, final_layout),
        attachment(kDepthFormat,
                   VK_ATTACHMENT_STORE_OP_DONT_CARE,
                   VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL)};
    const VkAttachmentReference colour{0, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL};
    const VkAttachmentReference depth{1, VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL};
    VkSubpassDescription subpass{};
    subpass.pipelineBindPoint = VK_PIPELINE_BIND_POINT_GRAPHICS;
    subpass.colorAttachmentCount = 1;
    subpass.pColorAttachments = &colour;
    subpass.pDepthStencilAttachment = &depth;

    // Before: the image is acquired (or was read back), and the last frame's depth is done with.
    VkSubpassDependency before{};
    before.srcSubpass = VK_SUBPASS_EXTERNAL;
    before.srcStageMask =
        VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT | VK_PIPELINE_STAGE_EARLY_FRAGMENT_TESTS_BIT |
        VK_PIPELINE_STAGE_LATE_FRAGMENT_TESTS_BIT | VK_PIPELINE_STAGE_TRANSFER_BIT;
    before.dstStageMask = VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT |
                          VK_PIPELINE_STAGE_EARLY_FRAGMENT_TESTS_BIT |
                          VK_PIPELINE_STAGE_LATE_FRAGMENT_TESTS_BIT;
    before.srcAccessMask =
        VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT | VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT;
    before.dstAccessMask =
        VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT | VK_ACCESS_COLOR_ATTACHMENT_READ_BIT |
        VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT | VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_READ_BIT;
    // After: reading back.
    VkSubpassDependency after{};
    after.dstSubpass = VK_SUBPASS_EXTERNAL;
    after.srcStageMask = VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT;
    after.dstStageMask = VK_PIPELINE_STAGE_TRANSFER_BIT;
    after.srcAccessMask = VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT;
    after.dstAccessMask = VK_ACCESS_TRANSFER_READ_BIT;
    const VkSubpassDependency dependencies[] = {before, after};

    VkRenderPassCreateInfo info{VK_STRUCTURE_TYPE_RENDER_PASS_CREATE_INFO};
    info.attachmentCount = 2;
    info.pAttachments = attachments;
    info.subpassCount = 1;
    info.pSubpasses = &subpass;
    info.dependencyCount = final_layout == VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL ? 2 : 1;
    info.pDependencies = dependencies;
    VkRenderPass pass = VK_NULL_HANDLE;
    if (const VkResult result = vkCreateRenderPass(device.handle(), &info, nullptr, &pass);
        result != VK_SUCCESS)
        return vulkanFault("create the render pass", result);
    return Handle<VkRenderPass>(device, pass, "picture");
}

} // namespace

Result<RenderTarget> RenderTarget::create(Device& device,
                                          VkFormat format,
                                          VkImageLayout final_layout,
                                          VkExtent2D extent,
                                          const std::vector<VkImageView>& colours) {
    RenderTarget target;
    target.extent_ = extent;
    auto pass = createPass(device, format, final_layout);
    if (!pass)
        return pass.fault();
    target.pass_ = std::move(pass).value();

    ImageParams params;
    params.width = extent.width;
    params.height = extent.height;
    params.format = kDepthFormat;
    params.usage = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT;
    params.aspect = VK_IMAGE_ASPECT_DEPTH_BIT;
    auto depth = Image::create(device, params, "blended once");
    if (!depth)
        return depth.fault();
    target.depth_ = std::move(depth).value();

    for (const VkImageView colour : colours) {
        const VkImageView views[] = {colour, target.depth_.view()};
        VkFramebufferCreateInfo info{VK_STRUCTURE_TYPE_FRAMEBUFFER_CREATE_INFO};
        info.renderPass = target.pass_.get();
        info.attachmentCount = 2;
        info.pAttachments = views;
        info.width = extent.width;
        info.height = extent.height;
        info.layers = 1;
        VkFramebuffer framebuffer = VK_NULL_HANDLE;
        const VkResult result = vkCreateFramebuffer(device.handle(), &info, nullptr, &framebuffer);
        if (result != VK_SUCCESS)
            return vulkanFault("create a framebuffer", result);
        target.framebuffers_.emplace_back(device, framebuffer, "picture");
    }
    return target;
}

void RenderTarget::begin(VkCommandBuffer commands, std::size_t index) const {
    VkClearValue clear[2] = {};
    clear[0].color = {{0.05F, 0.055F, 0.06F, 1.0F}};
    clear[1].depthStencil = {1.0F, 0};
    VkRenderPassBeginInfo info{VK_STRUCTURE_TYPE_RENDER_PASS_BEGIN_INFO};
    info.renderPass = pass_.get();
    info.framebuffer = framebuffers_[index].get();
    info.renderArea.extent = extent_;
    info.clearValueCount = 2;
    info.pClearValues = clear;
    vkCmdBeginRenderPass(commands, &info, VK_SUBPASS_CONTENTS_INLINE);

    const auto width = static_cast<float>(extent_.width);
    const auto height = static_cast<float>(extent_.height);
    const VkViewport viewport{0.0F, height, width, -height, 0.0F, 1.0F};
    const VkRect2D scissor{{0, 0}, extent_};
    vkCmdSetViewport(commands, 0, 1, &viewport);
    vkCmdSetScissor(commands, 0, 1, &scissor);
}

Result<OffscreenTarget> OffscreenTarget::create(Device& device, VkExtent2D extent) {
    OffscreenTarget offscreen;
    ImageParams params;
    params.width = extent.width;
    params.height = extent.height;
    params.format = kFormat;
    params.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT;
    auto colour = Image::create(device, params, "offscreen picture");
    if (!colour)
        return colour.fault();
    offscreen.colour_ = std::move(colour).value();
    auto target = RenderTarget::create(
        device, kFormat, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, extent, {offscreen.colour_.view()});
    if (!target)
        return target.fault();
    offscreen.target_ = std::move(target).value();
    auto readback = Buffer::create(device,
                                   VkDeviceSize{4} * extent.width * extent.height,
                                   VK_BUFFER_USAGE_TRANSFER_DST_BIT,
                                   MemoryUse::kReadback,
                                   "read back");
    if (!readback)
        return readback.fault();
    offscreen.readback_ = std::move(readback).value();
    return offscreen;
}

void OffscreenTarget::recordReadback(VkCommandBuffer commands) {
    VkBufferImageCopy region{};
    region.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
    region.imageExtent = {colour_.params().width, colour_.params().height, 1};
    vkCmdCopyImageToBuffer(
        commands, colour_.get(), VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, readback_.get(), 1, &region);
    VkBufferMemoryBarrier to_host{VK_STRUCTURE_TYPE_BUFFER_MEMORY_BARRIER};
    to_host.srcAccessMask = VK_ACCESS_TRANSFER_WRITE_BIT;
    to_host.dstAccessMask = VK_ACCESS_HOST_READ_BIT;
    to_host.srcQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
    to_host.dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
    to_host.buffer = readback_.get();
    to_host.size = VK_WHOLE_SIZE;
    vkCmdPipelineBarrier(commands,
                         VK_PIPELINE_STAGE_TRANSFER_BIT,
                         VK_PIPELINE_STAGE_HOST_BIT,
                         0,
                         0,
                         nullptr,
                         1,
                         &to_host,
                         0,
                         nullptr);
}

} // namespace vr360
