#include "viewer/app/screen.h"

#include "viewer/app/report.h"

namespace vr360 {

Result<std::unique_ptr<Screen>>
Screen::create(const Instance& instance, const GraphicsParams& params, VkExtent2D size) {
    std::unique_ptr<Screen> screen(new Screen);
    screen->surface_ = params.surface;
    screen->size_ = size;
    auto graphics = Graphics::create(instance, params);
    if (!graphics)
        return graphics.fault();
    screen->graphics_ = std::move(graphics).value();
    Device& device = screen->graphics_->device();
    auto swapchain = Swapchain::create(device, params.surface, size, nullptr);
    if (!swapchain)
        return swapchain.fault();
    screen->swapchain_ = std::move(swapchain).value();
    // Pipelines fit every later swapchain too: passes of the same formats are compatible.
    const VkRenderPass pass = screen->swapchain_->target().pass();
    auto tiles = TileRenderer::create(device, pass, screen->graphics_->tiles().view());
    if (!tiles)
        return tiles.fault();
    screen->tiles_ = std::move(tiles).value();
    auto ui = UiRenderer::create(device, pass);
    if (!ui)
        return ui.fault();
    screen->ui_ = std::move(ui).value();
    return screen;
}

void Screen::resize(VkExtent2D size) {
    stale_ = stale_ || size.width != size_.width || size.height != size_.height;
    size_ = size;
}

VkExtent2D Screen::extent() const {
    return swapchain_ ? swapchain_->target().extent() : size_;
}

Screen::Outcome Screen::replaceSwapchain() {
    auto swapchain = Swapchain::create(graphics_->device(), surface_, size_, std::move(swapchain_));
    if (!swapchain) {
        if (swapchain.fault().number == Swapchain::kNoArea)
            return Outcome::kNotNow;
        reportFault(swapchain.fault());
        return Outcome::kLost;
    }
    swapchain_ = std::move(swapchain).value();
    stale_ = false;
    return Outcome::kShown;
}

Screen::Outcome Screen::draw(const Frame& frame,
                             const ImDrawData* panels,
                             const std::function<void(VkCommandBuffer)>& before) {
    if (stale_ || !swapchain_) {
        const Outcome outcome = replaceSwapchain();
        return outcome == Outcome::kShown ? Outcome::kNotNow : outcome; // laid out for the old size
    }
    FrameRing& frames = graphics_->frames();
    if (frames.begin() != VK_SUCCESS)
        return Outcome::kLost;
    const VkResult acquired = swapchain_->acquire(frames.slot());
    if (acquired == VK_ERROR_OUT_OF_DATE_KHR) {
        stale_ = true;
        return Outcome::kNotNow;
    }
    if (acquired == VK_TIMEOUT || acquired == VK_NOT_READY)
        return Outcome::kNotNow;
    if (acquired != VK_SUCCESS && acquired != VK_SUBOPTIMAL_KHR)
        return Outcome::kLost;

    const VkCommandBuffer commands = frames.commands();
    before(commands);
    ui_->recordCopies(commands);
    swapchain_->target().begin(commands, swapchain_->image());
    if (frame.block)
        tiles_->draw(frames, *frame.block, frame.patches, frame.fade_from);
    if (panels)
        ui_->draw(frames, *panels);
    RenderTarget::end(commands);
    if (frames.end(swapchain_->acquired(),
                   VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT,
                   swapchain_->finished()) != VK_SUCCESS)
        return Outcome::kLost;
    const VkResult presented = swapchain_->present();
    if (presented == VK_ERROR_OUT_OF_DATE_KHR || presented == VK_SUBOPTIMAL_KHR ||
        acquired == VK_SUBOPTIMAL_KHR) {
        stale_ = true;
        return presented == VK_ERROR_OUT_OF_DATE_KHR ? Outcome::kNotNow : Outcome::kShown;
    }
    return presented == VK_SUCCESS ? Outcome::kShown : Outcome::kLost;
}

} // namespace vr360
