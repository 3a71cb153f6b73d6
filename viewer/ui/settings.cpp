// The panel with languages: of the interface, the subtitles, the voice.

#include "core/tour/languages.h"
#include "viewer/ui/ui_pen.h"

#include <algorithm>

namespace vr360 {
namespace {

constexpr float kChip = 52.0F;
constexpr float kPanelWidth = 400.0F;
constexpr float kHeading = 38.0F;

} // namespace

void Ui::settingsPanel(Pen& pen) {
    if (settings_shown_ <= 0.0F)
        return;
    const float margin = pen.px(size::kMargin);
    const float width = std::min(pen.px(kPanelWidth), pen.input.width - 2.0F * margin);
    const bool subtitles = !pen.model.subtitle_languages.empty();
    const bool voices = pen.model.narration_languages.size() > 1;
    const float section = pen.px(kHeading + kChip + 18.0F);
    const float sections = 1.0F + (subtitles ? 1.0F : 0.0F) + (voices ? 1.0F : 0.0F);
    const auto note =
        pen.model.narration.machine_voice
            ? breakLines(*pen.fonts.small, width - pen.px(36.0F), pen.strings("machine_voice"))
            : std::vector<std::string_view>();
    const float note_height = lineHeight(*pen.fonts.small) * static_cast<float>(note.size());
    const float height = sections * section + note_height + pen.px(note.empty() ? 12.0F : 26.0F);
    const float away = 1.0F - settings_shown_;
    const ImVec2 at{pen.input.width - margin - width + away * pen.px(24.0F),
                    2.0F * margin + pen.px(size::kTarget)};
    beginPanel("##settings", at, {width, height}, settings_open_ ? 0 : ImGuiWindowFlags_NoInputs);
    ImGui::PushStyleVar(ImGuiStyleVar_Alpha, settings_shown_);
    ImGui::GetWindowDrawList()->AddRectFilled(at,
                                              {at.x + width, at.y + height},
                                              faded(colour::kPanel, settings_shown_),
                                              pen.px(size::kRadius));
    ImGui::SetCursorScreenPos({at.x, at.y + pen.px(12.0F)});
    settingsSection(pen,
                    "language",
                    pen.strings("language"),
                    pen.model.tour->languages,
                    pen.model.language,
                    false,
                    pen.actions.language);
    if (subtitles)
        settingsSection(pen,
                        "subtitles",
                        pen.strings("subtitles"),
                        pen.model.subtitle_languages,
                        pen.model.subtitle_language,
                        true,
                        pen.actions.subtitle_language);
    if (voices)
        settingsSection(pen,
                        "narration",
                        pen.strings("narration_language"),
                        pen.model.narration_languages,
                        pen.model.narration_language,
                        false,
                        pen.actions.narration_language);
    const ImVec2 below = ImGui::GetCursorScreenPos();
    drawLines(*ImGui::GetWindowDrawList(),
              *pen.fonts.small,
              {below.x + pen.px(18.0F), below.y},
              faded(colour::kQuiet, settings_shown_),
              note);
    ImGui::PopStyleVar();
    ImGui::End();
}

void Ui::settingsSection(Pen& pen,
                         const char* id,
                         const std::string& title,
                         const std::vector<std::string>& choices,
                         const std::string& chosen,
                         bool with_off,
                         std::optional<std::string>& answer) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 cursor = ImGui::GetCursorScreenPos();
    const float inset = pen.px(18.0F);
    const float gap = pen.px(8.0F);
    const float width = ImGui::GetWindowWidth() - 2.0F * inset;
    drawTextClipped(list,
                    *pen.fonts.small,
                    {cursor.x + inset, cursor.y + pen.px(6.0F)},
                    width,
                    faded(colour::kQuiet, settings_shown_),
                    title);
    std::vector<std::string> all = choices;
    if (with_off)
        all.insert(all.begin(), std::string());
    const float chip =
        (width - gap * static_cast<float>(all.size() - 1)) / static_cast<float>(all.size());
    ImVec2 at{cursor.x + inset, cursor.y + pen.px(kHeading)};
    ImGui::PushID(id);
    for (const std::string& choice : all) {
        const std::string label =
            choice.empty() ? pen.strings("subtitles_off") : std::string(languageName(choice));
        const Press press =
            target(choice.empty() ? "off" : choice.c_str(), at, {chip, pen.px(kChip)});
        const bool lit = choice == chosen;
        const ImU32 ground = lit                           ? colour::kAccent
                             : press.hovered || press.held ? colour::kRaisedHover
                                                           : colour::kRaised;
        list.AddRectFilled(
            at, {at.x + chip, at.y + pen.px(kChip)}, faded(ground, settings_shown_), pen.px(12.0F));
        const ImFont& font = textWidth(*pen.fonts.body, label) > chip - pen.px(8.0F)
                                 ? *pen.fonts.small
                                 : *pen.fonts.body;
        const float text = std::min(textWidth(font, label), chip - pen.px(6.0F));
        drawTextClipped(
            list,
            font.FontSize == pen.fonts.body->FontSize ? *pen.fonts.body : *pen.fonts.small,
            {at.x + (chip - text) * 0.5F, at.y + (pen.px(kChip) - font.FontSize) * 0.5F},
            chip - pen.px(5.0F),
            faded(lit ? colour::kOnAccent : colour::kText, settings_shown_),
            label);
        if (press.clicked)
            answer = choice;
        at.x += chip + gap;
    }
    ImGui::PopID();
    ImGui::SetCursorScreenPos({cursor.x, cursor.y + pen.px(kHeading + kChip + 18.0F)});
}

} // namespace vr360
