#pragma once

#include "viewer/ui/text_layout.h"
#include "viewer/ui/theme.h"
#include "viewer/ui/ui.h"

namespace vr360 {

/// What a frame's panels draw with.
struct Ui::Pen {
    const UiInput& input;
    const UiModel& model;
    UiActions& actions;
    const Strings& strings;
    const FontSet& fonts;
    float scale;

    [[nodiscard]] float px(float usual) const { return usual * scale; }
    [[nodiscard]] bool portrait() const { return input.width < input.height; }
    [[nodiscard]] const std::string& text(const LocalizedText& localized) const {
        return localized.in(model.language, model.tour->languages);
    }
};

/// Begins a window without any decoration of ImGui's own.
inline void beginPanel(const char* name, ImVec2 at, ImVec2 extent, ImGuiWindowFlags extra = 0) {
    ImGui::SetNextWindowPos(at);
    ImGui::SetNextWindowSize(extent);
    ImGui::Begin(name,
                 nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                     ImGuiWindowFlags_NoNav | extra);
}

struct Press {
    bool clicked = false;
    bool hovered = false;
    bool held = false;
};
/// An invisible target in the present window.
inline Press target(const char* id, ImVec2 at, ImVec2 extent) {
    ImGui::SetCursorScreenPos(at);
    Press press;
    press.clicked = ImGui::InvisibleButton(id, extent);
    press.hovered = ImGui::IsItemHovered();
    press.held = ImGui::IsItemActive();
    return press;
}

/// A round glass button with an icon; `lit` draws it in the accent colour.
bool iconButton(const char* id, ImVec2 at, float side, Icon icon, bool lit, float scale);

} // namespace vr360
