// Markers in the picture, and the card that one of them opens.

#include "viewer/ui/ui_pen.h"

#include <algorithm>
#include <cmath>

namespace vr360 {
namespace {

Icon markerIcon(Hotspot::Kind kind) {
    switch (kind) {
    case Hotspot::Kind::kScene:
        return Icon::kArrow;
    case Hotspot::Kind::kSite:
        return Icon::kPlace;
    case Hotspot::Kind::kUrl:
        return Icon::kLink;
    case Hotspot::Kind::kAudio:
        return Icon::kSound;
    case Hotspot::Kind::kInfo:
        break;
    }
    return Icon::kInfo;
}

} // namespace

void Ui::markers(Pen& pen) {
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    hovered_marker_ = pen.input.pointer_inside && !wantsPointer()
                          ? markerAt(pen.model, pen.input.pointer_x, pen.input.pointer_y)
                          : -1;
    for (std::size_t i = 0; i < pen.model.markers.size(); ++i) {
        const UiModel::Marker& marker = pen.model.markers[i];
        const bool hovered = static_cast<int>(i) == hovered_marker_;
        const bool chosen = marker.sounding || marker.hotspot == pen.model.card.hotspot;
        const ImVec2 at{static_cast<float>(marker.pixel.x), static_cast<float>(marker.pixel.y)};
        const float radius = pen.px(hovered ? size::kMarker + 3.0F : size::kMarker);
        list.AddCircleFilled(at, radius + pen.px(3.0F), colour::kShadow, 48);
        list.AddCircleFilled(at,
                             radius,
                             chosen    ? colour::kAccent
                             : hovered ? colour::kGlassHover
                                       : colour::kGlass,
                             48);
        list.AddCircle(at, radius, chosen ? colour::kOnAccent : colour::kText, 48, pen.px(2.2F));
        drawIcon(list,
                 markerIcon(marker.hotspot->kind),
                 at,
                 radius * 0.42F,
                 chosen ? colour::kOnAccent : colour::kText);
        // Ways out are named at once; what there is to read, when it is pointed at.
        const bool named = hovered || marker.hotspot->kind == Hotspot::Kind::kScene ||
                           marker.hotspot->kind == Hotspot::Kind::kSite;
        if (!named || marker.title.empty() || (chosen && !marker.sounding))
            continue;
        const ImFont& font = *pen.fonts.small;
        const float width = std::min(textWidth(font, marker.title), pen.px(280.0F));
        const float height = font.FontSize + pen.px(10.0F);
        const ImVec2 label{std::round(at.x - width * 0.5F),
                           std::round(at.y + radius + pen.px(8.0F))};
        const float side = pen.px(10.0F);
        list.AddRectFilled({label.x - side, label.y},
                           {label.x + width + side, label.y + height},
                           colour::kGlass,
                           height * 0.5F);
        drawTextClipped(list,
                        *pen.fonts.small,
                        {label.x, label.y + pen.px(4.0F)},
                        width + 1.0F,
                        colour::kText,
                        marker.title);
    }
}

void Ui::card(Pen& pen) {
    if (!card_hotspot_ || card_shown_ <= 0.0F)
        return;
    const float margin = pen.px(size::kMargin);
    const float side = pen.px(size::kTarget);
    const float padding = pen.px(22.0F);
    const bool portrait = pen.portrait();
    const float top = 2.0F * margin + side;
    const float below = pen.px(3.0F * size::kTarget);
    const float width = portrait ? pen.input.width - 2.0F * margin
                                 : std::min(pen.px(420.0F), pen.input.width - 2.0F * margin);
    const float inner = width - 2.0F * padding;
    const std::string& title = pen.text(card_hotspot_->title);
    const std::string& text = pen.text(card_hotspot_->text);
    const std::string& body = text.empty() ? card_hotspot_->url : text;
    const auto title_lines = breakLines(*pen.fonts.title, inner - side, title);
    const auto body_lines = breakLines(*pen.fonts.body, inner, body);
    const UiModel::Card& model = pen.model.card;
    const float picture = model.texture != 0
                              ? inner * std::min(model.texture_height / model.texture_width, 1.0F)
                              : 0.0F;
    const float head =
        std::max(side, lineHeight(*pen.fonts.title) * static_cast<float>(title_lines.size()));
    const float content = padding + head + (picture > 0.0F ? picture + padding : 0.0F) +
                          lineHeight(*pen.fonts.body) * static_cast<float>(body_lines.size()) +
                          padding;
    const float room = portrait ? pen.input.height * 0.5F : pen.input.height - top - below - margin;
    const float height = std::min(content, std::max(room, pen.px(200.0F)));
    const float away = 1.0F - card_shown_;
    const ImVec2 at =
        portrait ? ImVec2{margin,
                          pen.input.height - margin - height - pen.px(2.0F * size::kTarget) -
                              2.0F * margin + away * pen.px(40.0F)}
                 : ImVec2{pen.input.width - margin - width + away * pen.px(40.0F), top};

    beginPanel("##card", at, {width, height}, model.hotspot ? 0 : ImGuiWindowFlags_NoInputs);
    const float opacity = card_shown_;
    ImGui::GetWindowDrawList()->AddRectFilled(
        at, {at.x + width, at.y + height}, faded(colour::kPanel, opacity), pen.px(size::kRadius));
    if (iconButton("##close",
                   {at.x + width - side - pen.px(8.0F), at.y + pen.px(8.0F)},
                   side,
                   Icon::kClose,
                   false,
                   pen.scale))
        pen.actions.close_card = true;
    ImGui::SetCursorScreenPos({at.x, at.y + padding * 0.7F});
    ImGui::BeginChild("##text",
                      {width - side - pen.px(8.0F), head},
                      false,
                      ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoInputs);
    drawLines(*ImGui::GetWindowDrawList(),
              *pen.fonts.title,
              {at.x + padding, at.y + padding * 0.7F + pen.px(4.0F)},
              faded(colour::kText, opacity),
              title_lines);
    ImGui::EndChild();
    const float body_top = at.y + padding * 0.7F + head;
    ImGui::SetCursorScreenPos({at.x, body_top});
    ImGui::BeginChild("##body",
                      {width - pen.px(4.0F), at.y + height - body_top - padding * 0.5F},
                      false,
                      ImGuiWindowFlags_NoNav);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float y = ImGui::GetCursorScreenPos().y + pen.px(4.0F);
    float used = pen.px(4.0F);
    if (picture > 0.0F) {
        list.AddImageRounded(
            reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(model.texture)),
            {at.x + padding, y},
            {at.x + padding + inner, y + picture},
            {0.0F, 0.0F},
            {1.0F, 1.0F},
            faded(IM_COL32_WHITE, opacity),
            pen.px(10.0F));
        used += picture + padding * 0.6F;
    }
    used += drawLines(list,
                      *pen.fonts.body,
                      {at.x + padding, y + used - pen.px(4.0F)},
                      faded(colour::kText, opacity),
                      body_lines);
    ImGui::Dummy({1.0F, used});
    dragScroll(pen);
    ImGui::EndChild();
    ImGui::End();
}

} // namespace vr360
