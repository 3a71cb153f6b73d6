#pragma once

#include "core/package/reader.h"
#include "core/package/tour.h"
#include "viewer/gpu/ui_renderer.h"
#include "viewer/io/background.h"
#include "viewer/ui/ui.h"

#include <string>
#include <vector>

namespace vr360 {

/// Sees to it that every letter that is shown can be drawn: gathers what texts use, has letters
/// made in the background when new ones are needed, and gives them to the panels. Main thread.
class Letters {
public:
    Letters(const ByteSource& source, const Tour& tour, Background& background);

    /// Characters of a text that will be shown.
    void need(std::string_view text);
    /// Makes the first letters, here and now: nothing can be laid out without.
    Status makeNow(Ui& ui, UiRenderer& renderer, float scale);
    /// Asks for letters that are missing or have the wrong size; takes over those that have come.
    void update(Ui& ui, UiRenderer& renderer, float scale);
    /// The device is lost, and the letters' texture with it.
    Status deviceLost(Ui& ui, UiRenderer& renderer);

private:
    Status use(FontSet fonts, Ui& ui, UiRenderer& renderer);

    Background& background_;
    std::vector<FontFile> files_;
    std::string characters_; ///< needed, distinct
    bool making_ = false;
    std::optional<FontSet> made_;
    std::uint32_t texture_ = 0;
};

/// All texts of a site, one after another.
std::string allTexts(const Site& site);
std::string allTexts(const Tour& tour);

} // namespace vr360
