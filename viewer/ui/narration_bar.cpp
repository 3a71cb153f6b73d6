// Below: the narration's bar, and the subtitles above it.

#include "viewer/ui/ui_pen.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace vr360 {
namespace {

constexpr float kBarWidth = 720.0F;
constexpr float kSubtitleWidth = 980.0F;

std::string minutes(double seconds) {
    const int whole = static_cast<int>(std::max(seconds, 0.0));
    char text[32];
    std::snprintf(text, sizeof text, "%d:%02d", whole / 60, whole % 60);
    return text;
}

} // namespace

void Ui::narrationBar(Pen& pen) {
    const float margin = pen.px(size::kMargin);
    const float side = pen.px(size::kTarget);
    subtitle_bottom_ = margin;
    const UiModel::Narration& narration = pen.model.narration;
    if (!narration.available)
        return;
    // The zoom buttons stand in the corner; the bar keeps clear of them, and in the middle if it
    // can.
    const float right = margin + side + pen.px(size::kGap);
    const float open = pen.input.width - sites_width_; // the open list does not cover the bar
    const float room = open - 2.0F * right;
    const float narrow = open - margin - right;
    const float width = std::min(pen.px(kBarWidth), std::max(room, pen.portrait() ? narrow : room));
    const float left = sites_width_ + (width <= room ? (open - width) * 0.5F : margin);
    const ImVec2 at{left, pen.input.height - margin - side};
    subtitle_bottom_ = margin + side + pen.px(size::kGap);

    beginPanel("##narration", at, {width, side});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + width, at.y + side}, colour::kGlass, pen.px(size::kRadius));
    if (narration.failed) {
        drawTextClipped(list,
                        *pen.fonts.body,
                        {at.x + pen.px(20.0F), at.y + (side - pen.fonts.body->FontSize) * 0.5F},
                        width - pen.px(40.0F),
                        colour::kQuiet,
                        pen.strings("narration_failed"));
        ImGui::End();
        return;
    }
    if (iconButton("##play",
                   at,
                   side,
                   narration.playing ? Icon::kPause : Icon::kPlay,
                   !narration.playing,
                   pen.scale))
        pen.actions.toggle_play = true;
    const bool captions = !pen.model.subtitle_languages.empty();
    const float captions_width = captions ? side : 0.0F;
    seekBar(pen, {at.x + side, at.y}, width - side - captions_width, side);
    if (captions) {
        const ImVec2 button{at.x + width - side, at.y};
        if (target("##captions", button, {side, side}).clicked) {
            const bool off = pen.model.subtitle_language.empty();
            pen.actions.subtitle_language = off ? pen.model.language : std::string();
        }
        drawIcon(list,
                 Icon::kSubtitles,
                 {button.x + side * 0.5F, button.y + side * 0.5F},
                 side * 0.22F,
                 pen.model.subtitle_language.empty() ? colour::kQuiet : colour::kAccent);
    }
    ImGui::End();
}

void Ui::seekBar(Pen& pen, ImVec2 at, float width, float height) {
    const UiModel::Narration& narration = pen.model.narration;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImFont& font = *pen.fonts.small;
    const std::string total = minutes(narration.duration);
    const float time_width = textWidth(font, total) + pen.px(14.0F);
    const float x0 = at.x + pen.px(16.0F) + time_width;
    const float x1 = at.x + width - pen.px(14.0F) - time_width;
    const float y = at.y + height * 0.5F;
    double position = narration.position;
    if (x1 > x0 && narration.duration > 0.0) {
        const float reach = pen.px(12.0F);
        const Press press = target("##seek", {x0 - reach, at.y}, {x1 - x0 + 2.0F * reach, height});
        if (press.held) {
            const float share = std::clamp((pen.input.pointer_x - x0) / (x1 - x0), 0.0F, 1.0F);
            seek_to_ = static_cast<double>(share) * narration.duration;
        } else if (seek_to_ >= 0.0) {
            pen.actions.seek = seek_to_;
            position = seek_to_;
            seek_to_ = -1.0;
        }
        if (seek_to_ >= 0.0)
            position = seek_to_;
        const auto share = static_cast<float>(std::clamp(position / narration.duration, 0.0, 1.0));
        const float knob_x = x0 + share * (x1 - x0);
        const float half = pen.px(3.0F);
        list.AddRectFilled({x0, y - half}, {x1, y + half}, colour::kTrack, half);
        list.AddRectFilled({x0, y - half}, {knob_x, y + half}, colour::kAccent, half);
        const float knob = pen.px(press.held ? 12.0F : press.hovered ? 10.0F : 8.0F);
        list.AddCircleFilled({knob_x, y}, knob, colour::kAccent, 32);
    }
    const float text_y = y - font.FontSize * 0.5F;
    drawTextClipped(list,
                    *pen.fonts.small,
                    {at.x + pen.px(14.0F), text_y},
                    time_width,
                    colour::kText,
                    minutes(position));
    drawTextClipped(
        list, *pen.fonts.small, {x1 + pen.px(16.0F), text_y}, time_width, colour::kQuiet, total);
}

void Ui::subtitles(Pen& pen) {
    if (pen.model.subtitle.empty())
        return;
    const ImFont& font = *pen.fonts.subtitle;
    const float margin = pen.px(size::kMargin);
    const float side_room = pen.portrait() ? 0.0F : pen.px(size::kTarget + size::kGap);
    const float open = pen.input.width - sites_width_;
    const float padding_x = pen.px(20.0F);
    const float padding_y = pen.px(8.0F);
    const float widest = std::min(pen.px(kSubtitleWidth), open - 2.0F * (margin + side_room));
    const auto lines = breakLines(font, widest - 2.0F * padding_x, pen.model.subtitle);
    float text_width = 0.0F;
    for (const std::string_view line : lines)
        text_width = std::max(text_width, textWidth(font, line));
    const float step = lineHeight(font);
    const ImVec2 extent{text_width + 2.0F * padding_x,
                        step * static_cast<float>(lines.size()) + 2.0F * padding_y};
    // In portrait the zoom buttons and the list reach up into the lines' height: stand above them.
    const float bottom = pen.portrait()
                             ? std::max(subtitle_bottom_ + pen.px(size::kTarget + size::kGap),
                                        sites_height_ + pen.px(size::kGap))
                             : subtitle_bottom_;
    const ImVec2 at{sites_width_ + (open - extent.x) * 0.5F, pen.input.height - bottom - extent.y};
    beginPanel("##subtitles", at, extent, ImGuiWindowFlags_NoInputs);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + extent.x, at.y + extent.y}, colour::kGlass, pen.px(12.0F));
    float y = at.y + padding_y;
    for (const std::string_view line : lines) {
        const float x = at.x + (extent.x - textWidth(font, line)) * 0.5F;
        drawLines(list, font, {x, y}, colour::kText, {line});
        y += step;
    }
    ImGui::End();
}

} // namespace vr360
