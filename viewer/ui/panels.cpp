// The bars at the picture's edges: title and sites, language and full screen, zoom, message.

#include "viewer/ui/ui_pen.h"

#include <algorithm>

namespace vr360 {

void Ui::topBar(Pen& pen) {
    const float margin = pen.px(size::kMargin);
    const float height = pen.px(size::kTarget);
    const std::string& site = pen.text(pen.model.site->name);
    const LocalizedText& scene_name = pen.model.site->scenes[pen.model.scene].name;
    const std::string& below = pen.model.site->scenes.size() > 1 && !scene_name.empty()
                                   ? pen.text(scene_name)
                                   : pen.text(pen.model.tour->title);
    const float text_width =
        std::max(textWidth(*pen.fonts.title, site), textWidth(*pen.fonts.small, below));
    const float buttons = 2.0F * height + pen.px(size::kGap) + 2.0F * margin;
    const float room = pen.input.width - 2.0F * margin - buttons;
    const float width = std::clamp(height + text_width + pen.px(22.0F),
                                   height,
                                   std::max(height, std::min(room, pen.px(560.0F))));
    beginPanel("##title", {margin, margin}, {width, height});
    const Press press = target("##open", {margin, margin}, {width, height});
    if (press.clicked)
        toggleSites();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({margin, margin},
                       {margin + width, margin + height},
                       press.hovered || press.held ? colour::kGlassHover : colour::kGlass,
                       pen.px(size::kRadius));
    drawIcon(list,
             Icon::kMenu,
             {margin + height * 0.5F, margin + height * 0.5F},
             height * 0.2F,
             sites_open_ ? colour::kAccent : colour::kText);
    const float left = margin + height;
    const float inner = width - height - pen.px(18.0F);
    if (inner > pen.px(40.0F)) {
        drawTextClipped(
            list, *pen.fonts.title, {left, margin + pen.px(3.0F)}, inner, colour::kText, site);
        drawTextClipped(
            list, *pen.fonts.small, {left, margin + pen.px(30.0F)}, inner, colour::kQuiet, below);
    }
    ImGui::End();
}

/// What an editor has not yet looked over says so.
void Ui::draftNote(Pen& pen) {
    if (pen.model.site->status != "draft" || pen.input.width < pen.px(640.0F))
        return;
    const std::string& text = pen.strings("draft_note");
    const float height = pen.px(34.0F);
    const float width = textWidth(*pen.fonts.small, text) + pen.px(32.0F);
    const ImVec2 at{(pen.input.width - width) * 0.5F, pen.px(size::kMargin + 11.0F)};
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    list.AddRectFilled({at.x, at.y}, {at.x + width, at.y + height}, colour::kGlass, height * 0.5F);
    drawTextClipped(list,
                    *pen.fonts.small,
                    {at.x + pen.px(16.0F), at.y + (height - pen.fonts.small->FontSize) * 0.5F},
                    width,
                    colour::kQuiet,
                    text);
}

void Ui::topRight(Pen& pen) {
    const float margin = pen.px(size::kMargin);
    const float side = pen.px(size::kTarget);
    const float gap = pen.px(size::kGap);
    const float count = pen.model.can_leave ? 2.0F : 1.0F;
    const float width = count * side + (count - 1.0F) * gap;
    const ImVec2 at{pen.input.width - margin - width, margin};
    beginPanel("##window", at, {width, side});
    if (iconButton("##language", at, side, Icon::kLanguage, settings_open_, pen.scale)) {
        settings_open_ = !settings_open_;
        sites_open_ = false;
        pen.actions.close_card = settings_open_;
    }
    if (pen.model.can_leave &&
        iconButton("##fullscreen",
                   {at.x + side + gap, at.y},
                   side,
                   pen.model.fullscreen ? Icon::kLeaveFullscreen : Icon::kFullscreen,
                   false,
                   pen.scale))
        pen.actions.toggle_fullscreen = true;
    ImGui::End();
}

void Ui::zoomButtons(Pen& pen) {
    const float margin = pen.px(size::kMargin);
    const float side = pen.px(size::kTarget);
    const float gap = pen.px(size::kGap);
    const ImVec2 at{pen.input.width - margin - side, pen.input.height - margin - 2.0F * side - gap};
    beginPanel("##zoom", at, {side, 2.0F * side + gap});
    if (iconButton("##in", at, side, Icon::kPlus, false, pen.scale))
        pen.actions.zoom += 2.0;
    if (iconButton("##out", {at.x, at.y + side + gap}, side, Icon::kMinus, false, pen.scale))
        pen.actions.zoom -= 2.0;
    ImGui::End();
}

void Ui::message(Pen& pen) {
    if (pen.model.message.empty())
        return;
    const float width = std::min(pen.px(560.0F), pen.input.width - 2.0F * pen.px(size::kMargin));
    const float padding = pen.px(18.0F);
    const auto lines = breakLines(*pen.fonts.body, width - 2.0F * padding, pen.model.message);
    const float height =
        lineHeight(*pen.fonts.body) * static_cast<float>(lines.size()) + 2.0F * padding;
    const ImVec2 at{(pen.input.width - width) * 0.5F, (pen.input.height - height) * 0.4F};
    beginPanel("##message", at, {width, height}, ImGuiWindowFlags_NoInputs);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + width, at.y + height}, colour::kPanel, pen.px(size::kRadius));
    drawLines(list, *pen.fonts.body, {at.x + padding, at.y + padding}, colour::kText, lines);
    ImGui::End();
}

} // namespace vr360
