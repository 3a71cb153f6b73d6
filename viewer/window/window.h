#pragma once

#include "viewer/gpu/vulkan.h"
#include "viewer/window/input.h"

#include <memory>
#include <string>
#include <vector>

struct GLFWwindow;

namespace vr360 {

struct WindowParams {
    std::string title;
    int width = 1280;
    int height = 720;
    bool fullscreen = false;
    bool cursor = true;
};

/// A window on the screen and what is done at it. Main thread, except `wake`.
class Window {
public:
    /// A fault when there is no display.
    static Result<std::unique_ptr<Window>> create(const WindowParams& params);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    /// Instance extensions needed to draw in windows. Valid while a window exists.
    [[nodiscard]] static std::vector<const char*> vulkanExtensions();
    Result<VkSurfaceKHR> createSurface(VkInstance instance);

    /// Waits for events, at most this long; 0 only looks. Negative: until something happens.
    void wait(double seconds);
    /// Events since the last call, in order.
    std::vector<InputEvent> takeEvents();
    /// Ends a `wait` under way; from any thread.
    static void wake();

    struct Size {
        int width = 0;
        int height = 0;
    };
    [[nodiscard]] Size size() const;    ///< physical pixels
    [[nodiscard]] double scale() const; ///< physical pixels a logical one
    [[nodiscard]] bool minimised() const;
    void setTitle(const std::string& title);
    void setFullscreen(bool fullscreen);
    [[nodiscard]] bool fullscreen() const { return fullscreen_; }

private:
    Window() = default;
    void listen();
    void push(InputEvent event) { events_.push_back(event); }

    GLFWwindow* window_ = nullptr;
    std::vector<InputEvent> events_;
    bool fullscreen_ = false;
    struct Place {
        int x = 0, y = 0, width = 1280, height = 720;
    } windowed_; ///< where to go back to from full screen
};

} // namespace vr360
