#pragma once

#include "core/stage/stage.h"
#include "viewer/app/graphics.h"
#include "viewer/gpu/swapchain.h"
#include "viewer/gpu/ui_renderer.h"

#include <functional>
#include <memory>

struct ImDrawData;

namespace vr360 {

/// A window's graphics: device, images, and what draws into them. Made anew when the device is
/// lost.
class Screen {
public:
    static Result<std::unique_ptr<Screen>>
    create(const Instance& instance, const GraphicsParams& params, VkExtent2D size);

    [[nodiscard]] Graphics& graphics() { return *graphics_; }
    [[nodiscard]] UiRenderer& ui() { return *ui_; }

    enum class Outcome {
        kShown,
        kNotNow, ///< the window has no area, or its images are being replaced: draw again soon
        kLost,   ///< the device is gone: make a new Screen
    };
    /// Draws and presents a frame. `before` records copies ahead of the render pass; it is not
    /// called when nothing is drawn.
    Outcome draw(const Frame& frame,
                 const ImDrawData* panels,
                 const std::function<void(VkCommandBuffer)>& before);
    /// The window has another size, or may have.
    void resize(VkExtent2D size);
    [[nodiscard]] VkExtent2D extent() const;

private:
    Screen() = default;
    Outcome replaceSwapchain();

    VkSurfaceKHR surface_ = VK_NULL_HANDLE;
    VkExtent2D size_{};
    bool stale_ = false;
    std::unique_ptr<Graphics> graphics_;
    std::unique_ptr<Swapchain> swapchain_;
    std::unique_ptr<TileRenderer> tiles_;
    std::unique_ptr<UiRenderer> ui_;
};

} // namespace vr360
