// The panel with all sites by category.

#include "viewer/ui/ui_pen.h"

#include <algorithm>
#include <cmath>

namespace vr360 {
namespace {

constexpr float kRow = 60.0F;
constexpr float kSceneRow = 52.0F;
constexpr float kHeading = 46.0F;
constexpr float kHead = 76.0F;

} // namespace

void Ui::sitesPanel(Pen& pen) {
    if (sites_shown_ <= 0.0F)
        return;
    const float margin = pen.px(size::kMargin);
    const bool portrait = pen.portrait();
    const float top = 2.0F * margin + pen.px(size::kTarget);
    const float width = portrait ? pen.input.width - 2.0F * margin
                                 : std::min(pen.px(430.0F), pen.input.width - 2.0F * margin);
    const float height = portrait ? pen.input.height * 0.56F : pen.input.height - top - margin;
    const float away = 1.0F - sites_shown_;
    const ImVec2 at =
        portrait
            ? ImVec2{margin, pen.input.height - margin - height + away * (height + 2.0F * margin)}
            : ImVec2{margin - away * (width + 2.0F * margin), top};
    beginPanel("##sites", at, {width, height});
    ImGui::GetWindowDrawList()->AddRectFilled(
        at, {at.x + width, at.y + height}, colour::kPanel, pen.px(size::kRadius));
    drawTextClipped(*ImGui::GetWindowDrawList(),
                    *pen.fonts.title,
                    {at.x + pen.px(22.0F), at.y + pen.px(22.0F)},
                    width - pen.px(110.0F),
                    colour::kText,
                    pen.text(pen.model.tour->title));
    const float side = pen.px(size::kTarget);
    if (iconButton("##close",
                   {at.x + width - side - pen.px(10.0F), at.y + pen.px(10.0F)},
                   side,
                   Icon::kClose,
                   false,
                   pen.scale))
        sites_open_ = false;

    ImGui::SetCursorScreenPos({at.x, at.y + pen.px(kHead)});
    ImGui::BeginChild("##rows",
                      {width - pen.px(4.0F), height - pen.px(kHead + 12.0F)},
                      false,
                      ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground);
    siteRows(pen, width);
    dragScroll(pen);
    ImGui::EndChild();
    ImGui::End();
}

/// A finger drags the list; a press that moved is no click.
void Ui::dragScroll(Pen& pen) {
    const bool over = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
    if (over && ImGui::IsMouseClicked(0)) {
        press_y_ = pen.input.pointer_y;
        dragging_list_ = false;
    }
    if (!over || !ImGui::IsMouseDown(0))
        return;
    if (std::abs(pen.input.pointer_y - press_y_) > pen.px(10.0F))
        dragging_list_ = true;
    if (dragging_list_)
        ImGui::SetScrollY(ImGui::GetScrollY() - ImGui::GetIO().MouseDelta.y);
}

void Ui::siteRows(Pen& pen, float width) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float inset = pen.px(12.0F);
    const float row_width = width - 2.0F * inset - pen.px(8.0F);
    const Tour& tour = *pen.model.tour;

    const auto row = [&](const char* id,
                         float height,
                         float indent,
                         const std::string& name,
                         Icon icon,
                         bool here,
                         UiActions::Go go) {
        const ImVec2 cursor = ImGui::GetCursorScreenPos();
        const ImVec2 at{cursor.x + inset, cursor.y};
        const float h = pen.px(height);
        if (!ImGui::IsRectVisible(at, {at.x + row_width, at.y + h})) {
            ImGui::SetCursorScreenPos({cursor.x, cursor.y + h});
            return;
        }
        const Press press = target(id, at, {row_width, h});
        const bool finger = press.held && !dragging_list_;
        const ImU32 ground = here                      ? colour::kRaisedHover
                             : press.hovered || finger ? colour::kRaised
                                                       : 0;
        const float edge = pen.px(2.0F);
        list.AddRectFilled(
            {at.x, at.y + edge}, {at.x + row_width, at.y + h - edge}, ground, pen.px(12.0F));
        drawIcon(list,
                 icon,
                 {at.x + pen.px(26.0F + indent), at.y + h * 0.5F},
                 pen.px(10.0F),
                 here ? colour::kAccent : colour::kQuiet);
        const ImFont& font = *pen.fonts.body;
        drawTextClipped(list,
                        *pen.fonts.body,
                        {at.x + pen.px(52.0F + indent), at.y + (h - font.FontSize) * 0.5F},
                        row_width - pen.px(66.0F + indent),
                        here ? colour::kAccent : colour::kText,
                        name);
        ImGui::SetCursorScreenPos({cursor.x, cursor.y + h});
        if (press.clicked && !dragging_list_) {
            pen.actions.go = std::move(go);
            sites_open_ = pen.portrait() ? false : sites_open_;
        }
    };

    const auto siteRow = [&](const Tour::SiteEntry& entry) {
        const bool here = entry.id == pen.model.site->id;
        if (here && scroll_to_site_) {
            const float y = ImGui::GetCursorPosY() - ImGui::GetWindowHeight() * 0.35F;
            ImGui::SetScrollY(std::max(y, 0.0F));
            scroll_to_site_ = false;
        }
        row(entry.id.c_str(), kRow, 0.0F, pen.text(entry.name), Icon::kPlace, here, {entry.id, {}});
        if (!here || pen.model.site->scenes.size() < 2)
            return;
        for (std::size_t i = 0; i < pen.model.site->scenes.size(); ++i) {
            const Scene& scene = pen.model.site->scenes[i];
            const std::string id = entry.id + "/" + scene.id;
            row(id.c_str(),
                kSceneRow,
                26.0F,
                scene.name.empty() ? scene.id : pen.text(scene.name),
                Icon::kArrow,
                static_cast<int>(i) == pen.model.scene,
                {entry.id, scene.id});
        }
    };

    for (const Tour::Category& category : tour.categories) {
        bool headed = false;
        for (const Tour::SiteEntry& entry : tour.sites) {
            if (entry.category != category.id)
                continue;
            if (!headed) {
                const ImVec2 cursor = ImGui::GetCursorScreenPos();
                const float h = pen.px(kHeading);
                drawTextClipped(list,
                                *pen.fonts.small,
                                {cursor.x + pen.px(24.0F),
                                 cursor.y + h - pen.fonts.small->FontSize - pen.px(6.0F)},
                                row_width - pen.px(20.0F),
                                colour::kAccent,
                                pen.text(category.name));
                ImGui::SetCursorScreenPos({cursor.x, cursor.y + h});
                headed = true;
            }
            siteRow(entry);
        }
    }
    ImGui::Dummy({1.0F, pen.px(8.0F)});
}

} // namespace vr360
