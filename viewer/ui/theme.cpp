#include "viewer/ui/theme.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace vr360 {
namespace {

constexpr float kTurn = 6.2831853F;

void line(ImDrawList& list, ImVec2 a, ImVec2 b, ImU32 colour, float thickness) {
    list.AddLine(a, b, colour, thickness);
    // Round ends: ImGui's own are square.
    list.AddCircleFilled(a, std::max(thickness * 0.5F - 0.4F, 0.5F), colour, 12);
    list.AddCircleFilled(b, std::max(thickness * 0.5F - 0.4F, 0.5F), colour, 12);
}

/// Points in the icon's own square, −1…1 with y downwards.
struct Pen {
    ImDrawList& list;
    ImVec2 middle;
    float radius;
    ImU32 colour;
    float thickness;

    [[nodiscard]] ImVec2 at(float x, float y) const {
        return {middle.x + x * radius, middle.y + y * radius};
    }
    void stroke(float x0, float y0, float x1, float y1) const {
        line(list, at(x0, y0), at(x1, y1), colour, thickness);
    }
    void circle(float x, float y, float r) const {
        list.AddCircle(at(x, y), r * radius, colour, 40, thickness);
    }
    void dot(float x, float y, float r) const {
        list.AddCircleFilled(at(x, y), r * radius, colour, 24);
    }
    void triangle(float x0, float y0, float x1, float y1, float x2, float y2) const {
        list.AddTriangleFilled(at(x0, y0), at(x1, y1), at(x2, y2), colour);
    }
    void box(float x0, float y0, float x1, float y1, float rounding) const {
        list.AddRect(at(x0, y0), at(x1, y1), colour, rounding * radius, 0, thickness);
    }
    void block(float x0, float y0, float x1, float y1, float rounding) const {
        list.AddRectFilled(at(x0, y0), at(x1, y1), colour, rounding * radius);
    }
};

void drawGlobe(const Pen& pen) {
    pen.circle(0.0F, 0.0F, 0.9F);
    pen.stroke(-0.86F, 0.0F, 0.86F, 0.0F);
    for (const float side : {-1.0F, 1.0F}) {
        pen.list.PathClear();
        for (int i = 0; i <= 20; ++i) {
            const float angle = kTurn * 0.5F * (static_cast<float>(i) / 20.0F - 0.5F);
            pen.list.PathLineTo(pen.at(side * 0.42F * std::cos(angle), 0.9F * std::sin(angle)));
        }
        pen.list.PathStroke(pen.colour, 0, pen.thickness);
    }
}

void drawCorners(const Pen& pen, float outer, float inner) {
    for (const float x : {-1.0F, 1.0F}) {
        for (const float y : {-1.0F, 1.0F}) {
            pen.stroke(x * outer, y * outer, x * inner, y * outer);
            pen.stroke(x * outer, y * outer, x * outer, y * inner);
        }
    }
}

void drawPin(const Pen& pen) {
    pen.list.PathClear();
    for (int i = 0; i <= 24; ++i) {
        const float angle = kTurn * (0.41F + 0.68F * static_cast<float>(i) / 24.0F);
        pen.list.PathLineTo(pen.at(0.6F * std::cos(angle), -0.3F + 0.6F * std::sin(angle)));
    }
    pen.list.PathLineTo(pen.at(0.0F, 0.95F));
    pen.list.PathStroke(pen.colour, ImDrawFlags_Closed, pen.thickness);
    pen.dot(0.0F, -0.3F, 0.2F);
}

void drawSound(const Pen& pen) {
    pen.block(-0.85F, -0.28F, -0.4F, 0.28F, 0.05F);
    pen.triangle(-0.6F, 0.0F, 0.0F, -0.65F, 0.0F, 0.65F);
    for (const float r : {0.4F, 0.75F}) {
        pen.list.PathClear();
        pen.list.PathArcTo(pen.at(0.1F, 0.0F), r * pen.radius, -0.8F, 0.8F, 16);
        pen.list.PathStroke(pen.colour, 0, pen.thickness);
    }
}

} // namespace

void drawIcon(ImDrawList& list, Icon icon, ImVec2 middle, float radius, ImU32 colour) {
    const Pen pen{list, middle, radius, colour, std::max(1.5F, radius * 0.19F)};
    switch (icon) {
    case Icon::kMenu:
        for (const float y : {-0.6F, 0.0F, 0.6F})
            pen.stroke(-0.8F, y, 0.8F, y);
        break;
    case Icon::kClose:
        pen.stroke(-0.62F, -0.62F, 0.62F, 0.62F);
        pen.stroke(-0.62F, 0.62F, 0.62F, -0.62F);
        break;
    case Icon::kPlay:
        pen.triangle(-0.55F, -0.85F, 0.9F, 0.0F, -0.55F, 0.85F);
        break;
    case Icon::kPause:
        pen.block(-0.62F, -0.78F, -0.18F, 0.78F, 0.1F);
        pen.block(0.18F, -0.78F, 0.62F, 0.78F, 0.1F);
        break;
    case Icon::kLanguage:
        drawGlobe(pen);
        break;
    case Icon::kSubtitles:
        pen.box(-0.98F, -0.72F, 0.98F, 0.72F, 0.26F);
        pen.block(-0.62F, 0.18F, 0.16F, 0.38F, 0.1F);
        pen.block(0.34F, 0.18F, 0.62F, 0.38F, 0.1F);
        pen.block(-0.62F, -0.2F, -0.34F, 0.0F, 0.1F);
        pen.block(-0.16F, -0.2F, 0.62F, 0.0F, 0.1F);
        break;
    case Icon::kFullscreen:
        drawCorners(pen, 0.78F, 0.3F);
        break;
    case Icon::kLeaveFullscreen:
        drawCorners(pen, 0.3F, 0.8F);
        break;
    case Icon::kPlus:
        pen.stroke(0.0F, -0.75F, 0.0F, 0.75F);
        [[fallthrough]];
    case Icon::kMinus:
        pen.stroke(-0.75F, 0.0F, 0.75F, 0.0F);
        break;
    case Icon::kInfo:
        pen.dot(0.0F, -0.66F, 0.17F);
        pen.stroke(0.0F, -0.18F, 0.0F, 0.74F);
        break;
    case Icon::kArrow:
        pen.stroke(-0.7F, 0.28F, 0.0F, -0.42F);
        pen.stroke(0.7F, 0.28F, 0.0F, -0.42F);
        break;
    case Icon::kPlace:
        drawPin(pen);
        break;
    case Icon::kLink:
        pen.box(-0.8F, -0.35F, 0.8F, 0.85F, 0.2F);
        pen.stroke(0.0F, 0.3F, 0.0F, -0.85F);
        pen.stroke(0.0F, -0.85F, -0.35F, -0.5F);
        pen.stroke(0.0F, -0.85F, 0.35F, -0.5F);
        break;
    case Icon::kSound:
        drawSound(pen);
        break;
    case Icon::kCheck:
        pen.stroke(-0.7F, 0.05F, -0.2F, 0.55F);
        pen.stroke(-0.2F, 0.55F, 0.75F, -0.5F);
        break;
    }
}

ImU32 faded(ImU32 colour, float opacity) {
    const auto alpha = static_cast<float>(colour >> IM_COL32_A_SHIFT & 0xFF);
    const auto scaled = static_cast<ImU32>(std::clamp(alpha * opacity, 0.0F, 255.0F));
    return (colour & ~IM_COL32_A_MASK) | scaled << IM_COL32_A_SHIFT;
}

void drawTextClipped(
    ImDrawList& list, ImFont& font, ImVec2 at, float width, ImU32 colour, std::string_view text) {
    const char* begin = text.data();
    const char* end = begin + text.size();
    const float size = font.FontSize;
    if (font.CalcTextSizeA(size, FLT_MAX, 0.0F, begin, end).x <= width) {
        list.AddText(&font, size, at, colour, begin, end);
        return;
    }
    constexpr const char* kDots = "…";
    const float room = width - font.CalcTextSizeA(size, FLT_MAX, 0.0F, kDots).x;
    const char* cut = begin;
    font.CalcTextSizeA(size, std::max(room, 0.0F), 0.0F, begin, end, &cut);
    const std::string shortened = std::string(begin, cut) + kDots;
    list.AddText(&font, size, at, colour, shortened.c_str());
}

bool ease(float& value, float goal, float seconds) {
    if (std::abs(goal - value) < 0.002F) {
        value = goal;
        return false;
    }
    value += (goal - value) * (1.0F - std::exp(-seconds * 11.0F));
    return true;
}

void applyTheme(float scale) {
    ImGuiStyle& style = ImGui::GetStyle();
    style = ImGuiStyle();
    ImGui::StyleColorsDark();
    style.WindowPadding = {0.0F, 0.0F};
    style.WindowBorderSize = 0.0F;
    style.ItemSpacing = {0.0F, 0.0F};
    style.WindowMinSize = {1.0F, 1.0F};
    style.ScrollbarSize = 10.0F * scale;
    style.ScrollbarRounding = 5.0F * scale;
    style.CircleTessellationMaxError = 0.15F;
    style.CurveTessellationTol = 0.6F;
    const auto set = [&](ImGuiCol index, ImU32 value) {
        style.Colors[index] = ImGui::ColorConvertU32ToFloat4(value);
    };
    set(ImGuiCol_WindowBg, IM_COL32(0, 0, 0, 0));
    set(ImGuiCol_ScrollbarBg, IM_COL32(0, 0, 0, 0));
    set(ImGuiCol_ScrollbarGrab, colour::kLine);
    set(ImGuiCol_ScrollbarGrabHovered, colour::kTrack);
    set(ImGuiCol_ScrollbarGrabActive, colour::kTrack);
    set(ImGuiCol_Text, colour::kText);
}

} // namespace vr360
