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
constexpr float kFoot = 28.0F;

/// Of the whole panel, if nothing had to be scrolled.
float listHeight(const UiModel& model) {
    float height = kHead + kFoot;
    for (const Tour::Category& category : model.tour->categories)
        height += kHeading * (std::any_of(model.tour->sites.begin(),
                                          model.tour->sites.end(),
                                          [&](const Tour::SiteEntry& entry) {
                                              return entry.category == category.id;
                                          })
                                  ? 1.0F
                                  : 0.0F);
    height += kRow * static_cast<float>(model.tour->sites.size());
    const std::size_t scenes = model.site->scenes.size();
    return height + (scenes > 1 ? kSceneRow * static_cast<float>(scenes) : 0.0F);
}

} // namespace

void Ui::sitesPanel(Pen& pen) {
    sites_width_ = sites_height_ = 0.0F;
    if (sites_shown_ <= 0.0F)
        return;
    const float margin = pen.px(size::kMargin);
    const bool portrait = pen.portrait();
    const float top = 2.0F * margin + pen.px(size::kTarget);
    const float width = portrait ? pen.input.width - 2.0F * margin
                                 : std::min(pen.px(430.0F), pen.input.width - 2.0F * margin);
    const float room = portrait ? pen.input.height * 0.56F : pen.input.height - top - margin;
    const float height = std::min(room, pen.px(listHeight(pen.model)));
    const float away = 1.0F - sites_shown_;
    (portrait ? sites_height_ : sites_width_) =
        sites_shown_ * ((portrait ? height : width) + margin);
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

/// A line of the list.
struct Ui::Row {
    std::string id;
    const std::string& name;
    Icon icon;
    float height;
    float indent;
    bool here;   ///< on the way to where the visitor is
    bool chosen; ///< exactly there
    UiActions::Go go;
};

void Ui::listRow(Pen& pen, const Row& row, float width) {
    const ImVec2 cursor = ImGui::GetCursorScreenPos();
    const ImVec2 at{cursor.x + pen.px(12.0F), cursor.y};
    const float height = pen.px(row.height);
    const ImVec2 next{cursor.x, cursor.y + height};
    if (!ImGui::IsRectVisible(at, {at.x + width, at.y + height})) {
        ImGui::SetCursorScreenPos(next);
        return;
    }
    const Press press = target(row.id.c_str(), at, {width, height});
    const bool under_finger = press.hovered || (press.held && !dragging_list_);
    const ImU32 ground = row.chosen ? colour::kRaisedHover : under_finger ? colour::kRaised : 0;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float edge = pen.px(2.0F);
    list.AddRectFilled(
        {at.x, at.y + edge}, {at.x + width, at.y + height - edge}, ground, pen.px(12.0F));
    drawIcon(list,
             row.icon,
             {at.x + pen.px(26.0F + row.indent), at.y + height * 0.5F},
             pen.px(10.0F),
             row.here ? colour::kAccent : colour::kQuiet);
    drawTextClipped(
        list,
        *pen.fonts.body,
        {at.x + pen.px(52.0F + row.indent), at.y + (height - pen.fonts.body->FontSize) * 0.5F},
        width - pen.px(66.0F + row.indent),
        row.here ? colour::kAccent : colour::kText,
        row.name);
    ImGui::SetCursorScreenPos(next);
    if (press.clicked && !dragging_list_) {
        pen.actions.go = row.go;
        sites_open_ = sites_open_ && !pen.portrait(); // in portrait it covers the picture
    }
}

void Ui::siteRow(Pen& pen, const Tour::SiteEntry& entry, float width) {
    const Site& site = *pen.model.site;
    const bool here = entry.id == site.id;
    const bool with_scenes = here && site.scenes.size() > 1;
    if (here && scroll_to_site_) {
        const float y = ImGui::GetCursorPosY() - ImGui::GetWindowHeight() * 0.35F;
        ImGui::SetScrollY(std::max(y, 0.0F));
        scroll_to_site_ = false;
    }
    listRow(pen,
            {.id = entry.id,
             .name = pen.text(entry.name),
             .icon = Icon::kPlace,
             .height = kRow,
             .indent = 0.0F,
             .here = here,
             .chosen = here && !with_scenes,
             .go = {entry.id, {}}},
            width);
    if (!with_scenes)
        return;
    for (std::size_t i = 0; i < site.scenes.size(); ++i) {
        const Scene& scene = site.scenes[i];
        const bool chosen = static_cast<int>(i) == pen.model.scene;
        listRow(pen,
                {.id = entry.id + "/" + scene.id,
                 .name = scene.name.empty() ? scene.id : pen.text(scene.name),
                 .icon = Icon::kArrow,
                 .height = kSceneRow,
                 .indent = 26.0F,
                 .here = chosen,
                 .chosen = chosen,
                 .go = {entry.id, scene.id}},
                width);
    }
}

void Ui::siteRows(Pen& pen, float width) {
    const float row_width = width - pen.px(32.0F);
    for (const Tour::Category& category : pen.model.tour->categories) {
        bool headed = false;
        for (const Tour::SiteEntry& entry : pen.model.tour->sites) {
            if (entry.category != category.id)
                continue;
            if (!headed) {
                const ImVec2 cursor = ImGui::GetCursorScreenPos();
                const float bottom = cursor.y + pen.px(kHeading);
                drawTextClipped(
                    *ImGui::GetWindowDrawList(),
                    *pen.fonts.small,
                    {cursor.x + pen.px(24.0F), bottom - pen.fonts.small->FontSize - pen.px(4.0F)},
                    row_width - pen.px(20.0F),
                    colour::kAccent,
                    pen.text(category.name));
                ImGui::SetCursorScreenPos({cursor.x, bottom});
                headed = true;
            }
            siteRow(pen, entry, row_width);
        }
    }
    ImGui::Dummy({1.0F, pen.px(8.0F)});
}

} // namespace vr360
