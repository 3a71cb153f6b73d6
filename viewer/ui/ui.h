#pragma once

#include "viewer/ui/fonts.h"
#include "viewer/ui/model.h"
#include "viewer/ui/strings.h"

#include <imgui.h>

#include <memory>
#include <string>

namespace vr360 {

/// The panels over the picture. Knows no window and no graphics device: gets pointer and values,
/// gives draw lists and wishes. Main thread; one at a time (Dear ImGui has one context).
class Ui {
public:
    Ui();
    ~Ui();
    Ui(const Ui&) = delete;
    Ui& operator=(const Ui&) = delete;

    /// From now on letters come from here; `texture` is the number of their picture.
    void setFonts(FontSet fonts, std::uint32_t texture);
    [[nodiscard]] const FontSet& fonts() const { return fonts_; }
    [[nodiscard]] Strings& strings() { return strings_; }

    /// Lays out and handles one frame. Draw data is valid until the next.
    UiActions frame(const UiInput& input, const UiModel& model);
    [[nodiscard]] const ImDrawData& drawData() const;

    /// A panel is under the pointer: presses and wheel are its own.
    [[nodiscard]] bool wantsPointer() const;
    /// Index of the marker at a place, or -1.
    [[nodiscard]] int markerAt(const UiModel& model, float x, float y) const;
    /// Something is still moving: ask for another frame soon.
    [[nodiscard]] bool animating() const { return animating_; }

    void toggleSites();
    /// The hotspots shown so far are about to go: nothing of them is drawn any more.
    void forgetCard() {
        card_hotspot_ = nullptr;
        card_shown_ = 0.0F;
    }
    /// Closes what is open; false if nothing was.
    bool closePanels();

private:
    struct Pen; ///< what the panels draw with, in ui_pen.h

    void topBar(Pen& pen);
    void topRight(Pen& pen);
    void draftNote(Pen& pen);
    void sitesPanel(Pen& pen);
    void siteRows(Pen& pen, float width);
    void siteRow(Pen& pen, const Tour::SiteEntry& entry, float width);
    struct Row;
    void listRow(Pen& pen, const Row& row, float width);
    void settingsPanel(Pen& pen);
    void settingsSection(Pen& pen,
                         const char* id,
                         const std::string& title,
                         const std::vector<std::string>& choices,
                         const std::string& chosen,
                         bool with_off,
                         std::optional<std::string>& answer);
    void narrationBar(Pen& pen);
    void seekBar(Pen& pen, ImVec2 at, float width, float height);
    void subtitles(Pen& pen);
    void zoomButtons(Pen& pen);
    void markers(Pen& pen);
    void card(Pen& pen);
    void message(Pen& pen);
    void dragScroll(Pen& pen);

    struct Context;
    std::unique_ptr<Context> context_;
    Strings strings_;
    FontSet fonts_;
    bool animating_ = false;
    bool sites_open_ = false;
    bool settings_open_ = false;
    float sites_shown_ = 0.0F; ///< 0 hidden … 1 there
    float settings_shown_ = 0.0F;
    float card_shown_ = 0.0F;
    float subtitle_bottom_ = 0.0F; ///< where subtitles end, from the lower edge
    float sites_width_ = 0.0F;     ///< of the picture's left that the open list covers
    float sites_height_ = 0.0F;    ///< of its lower edge, in portrait
    bool scroll_to_site_ = false;
    bool dragging_list_ = false;
    float press_y_ = 0.0F;
    double seek_to_ = -1.0;                 ///< while the seek bar is held
    const Hotspot* card_hotspot_ = nullptr; ///< what the card shows, also while it goes away
    int hovered_marker_ = -1;
};

} // namespace vr360
