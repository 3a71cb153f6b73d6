#include "viewer/window/window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <optional>

namespace vr360 {
namespace {

Window* self(GLFWwindow* window) {
    return static_cast<Window*>(glfwGetWindowUserPointer(window));
}

std::optional<Key> keyOf(int key, int modifiers) {
    const bool control = (modifiers & GLFW_MOD_CONTROL) != 0;
    switch (key) {
    case GLFW_KEY_LEFT:
        return Key::kLeft;
    case GLFW_KEY_RIGHT:
        return Key::kRight;
    case GLFW_KEY_UP:
        return Key::kUp;
    case GLFW_KEY_DOWN:
        return Key::kDown;
    case GLFW_KEY_EQUAL: // '+' without Shift on many keyboards
    case GLFW_KEY_KP_ADD:
        return Key::kPlus;
    case GLFW_KEY_MINUS:
    case GLFW_KEY_KP_SUBTRACT:
        return Key::kMinus;
    case GLFW_KEY_PAGE_UP:
        return Key::kPageUp;
    case GLFW_KEY_PAGE_DOWN:
        return Key::kPageDown;
    case GLFW_KEY_HOME:
        return Key::kHome;
    case GLFW_KEY_F11:
        return Key::kFullscreen;
    case GLFW_KEY_ESCAPE:
        return Key::kEscape;
    case GLFW_KEY_SPACE:
        return Key::kSpace;
    case GLFW_KEY_C:
        return Key::kSubtitles;
    case GLFW_KEY_L:
        return Key::kSites;
    case GLFW_KEY_Q:
        return control ? std::optional(Key::kQuit) : std::nullopt;
    default:
        return std::nullopt;
    }
}

/// The monitor that shows most of the window.
GLFWmonitor* monitorOf(GLFWwindow* window) {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    glfwGetWindowPos(window, &x, &y);
    glfwGetWindowSize(window, &width, &height);
    int count = 0;
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    GLFWmonitor* best = glfwGetPrimaryMonitor();
    long best_area = 0;
    for (int i = 0; i < count; ++i) {
        int mx = 0;
        int my = 0;
        glfwGetMonitorPos(monitors[i], &mx, &my);
        const GLFWvidmode* mode = glfwGetVideoMode(monitors[i]);
        const long w = std::min(x + width, mx + mode->width) - std::max(x, mx);
        const long h = std::min(y + height, my + mode->height) - std::max(y, my);
        if (w > 0 && h > 0 && w * h > best_area) {
            best_area = w * h;
            best = monitors[i];
        }
    }
    return best;
}

Fault windowFault(const std::string& what) {
    const char* description = nullptr;
    glfwGetError(&description);
    return Fault{"display",
                 what + (description ? std::string(": ") + description : std::string()),
                 "Run it in a graphical session (DISPLAY or WAYLAND_DISPLAY must be set), or use "
                 "--shot, which needs none."};
}

} // namespace

Result<std::unique_ptr<Window>> Window::create(const WindowParams& params) {
    if (glfwInit() == GLFW_FALSE)
        return windowFault("no window can be opened");
    std::unique_ptr<Window> window(new Window);
    glfwWindowHint(GLFW_CLIENT_API, GLFW_NO_API);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    GLFWmonitor* monitor = params.fullscreen ? glfwGetPrimaryMonitor() : nullptr;
    int width = params.width;
    int height = params.height;
    if (monitor) {
        const GLFWvidmode* mode = glfwGetVideoMode(monitor);
        width = mode->width;
        height = mode->height;
        glfwWindowHint(GLFW_REFRESH_RATE, mode->refreshRate);
        glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);
    }
    window->window_ = glfwCreateWindow(width, height, params.title.c_str(), monitor, nullptr);
    if (!window->window_)
        return windowFault("the window cannot be opened");
    window->fullscreen_ = monitor != nullptr;
    window->windowed_.width = params.width;
    window->windowed_.height = params.height;
    if (!params.cursor)
        glfwSetInputMode(window->window_, GLFW_CURSOR, GLFW_CURSOR_HIDDEN);
    window->listen();
    return window;
}

Window::~Window() {
    if (window_)
        glfwDestroyWindow(window_);
    glfwTerminate();
}

std::vector<const char*> Window::vulkanExtensions() {
    std::uint32_t count = 0;
    const char** names = glfwGetRequiredInstanceExtensions(&count);
    return names ? std::vector<const char*>(names, names + count) : std::vector<const char*>();
}

Result<VkSurfaceKHR> Window::createSurface(VkInstance instance) {
    VkSurfaceKHR surface = VK_NULL_HANDLE;
    // Declared by GLFW only when Vulkan's header came first, with the types that volk gives us.
    if (const VkResult result = glfwCreateWindowSurface(instance, window_, nullptr, &surface);
        result != VK_SUCCESS)
        return vulkanFault("draw into the window", result);
    return surface;
}

void Window::listen() {
    glfwSetWindowUserPointer(window_, this);
    glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double x, double y) {
        int logical_width = 0;
        int logical_height = 0;
        glfwGetWindowSize(w, &logical_width, &logical_height);
        const Size physical = self(w)->size();
        self(w)->push(PointerMoved{x * physical.width / std::max(logical_width, 1),
                                   y * physical.height / std::max(logical_height, 1)});
    });
    glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int button, int action, int) {
        self(w)->push(PointerButton{button, action == GLFW_PRESS});
    });
    glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int entered) {
        if (entered == GLFW_FALSE)
            self(w)->push(PointerLeft{});
    });
    glfwSetScrollCallback(
        window_, [](GLFWwindow* w, double, double steps) { self(w)->push(WheelTurned{steps}); });
    glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int, int action, int modifiers) {
        if (const auto known = keyOf(key, modifiers))
            self(w)->push(KeyChanged{*known, action != GLFW_RELEASE, action == GLFW_REPEAT});
    });
    glfwSetFramebufferSizeCallback(window_,
                                   [](GLFWwindow* w, int, int) { self(w)->push(WindowResized{}); });
    glfwSetWindowContentScaleCallback(
        window_, [](GLFWwindow* w, float, float) { self(w)->push(WindowResized{}); });
    glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { self(w)->push(WindowExposed{}); });
    glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int focused) {
        if (focused == GLFW_FALSE)
            self(w)->push(FocusLost{});
    });
    glfwSetWindowCloseCallback(window_, [](GLFWwindow* w) {
        glfwSetWindowShouldClose(w, GLFW_FALSE); // ours to decide
        self(w)->push(CloseRequested{});
    });
}

void Window::wait(double seconds) {
    if (!events_.empty() || seconds == 0.0)
        glfwPollEvents();
    else if (seconds < 0.0)
        glfwWaitEvents();
    else
        glfwWaitEventsTimeout(seconds);
}

std::vector<InputEvent> Window::takeEvents() {
    std::vector<InputEvent> events;
    events.swap(events_);
    return events;
}

void Window::wake() {
    glfwPostEmptyEvent();
}

Window::Size Window::size() const {
    Size size;
    glfwGetFramebufferSize(window_, &size.width, &size.height);
    return size;
}

double Window::scale() const {
    float x = 1.0F;
    float y = 1.0F;
    glfwGetWindowContentScale(window_, &x, &y);
    return static_cast<double>(std::max(x, y));
}

bool Window::minimised() const {
    return glfwGetWindowAttrib(window_, GLFW_ICONIFIED) == GLFW_TRUE;
}

void Window::setTitle(const std::string& title) {
    glfwSetWindowTitle(window_, title.c_str());
}

void Window::setFullscreen(bool fullscreen) {
    if (fullscreen == fullscreen_)
        return;
    if (fullscreen) {
        glfwGetWindowPos(window_, &windowed_.x, &windowed_.y);
        glfwGetWindowSize(window_, &windowed_.width, &windowed_.height);
        GLFWmonitor* monitor = monitorOf(window_);
        if (!monitor)
            return;
        const GLFWvidmode* mode = glfwGetVideoMode(monitor);
        glfwSetWindowMonitor(window_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
    } else {
        glfwSetWindowMonitor(window_,
                             nullptr,
                             windowed_.x,
                             windowed_.y,
                             windowed_.width,
                             windowed_.height,
                             GLFW_DONT_CARE);
    }
    fullscreen_ = fullscreen;
}

} // namespace vr360
