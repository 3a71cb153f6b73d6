#pragma once

#include <imgui.h>

#include <string_view>

namespace vr360 {

/// Colours, the same as the web viewer's: white and gold on dark glass.
namespace colour {
inline constexpr ImU32 kGlass = IM_COL32(10, 18, 21, 178);
inline constexpr ImU32 kGlassHover = IM_COL32(32, 46, 52, 214);
inline constexpr ImU32 kPanel = IM_COL32(14, 24, 28, 250);
inline constexpr ImU32 kRaised = IM_COL32(255, 255, 255, 20);
inline constexpr ImU32 kRaisedHover = IM_COL32(255, 255, 255, 34);
inline constexpr ImU32 kLine = IM_COL32(255, 255, 255, 36);
inline constexpr ImU32 kText = IM_COL32(244, 247, 247, 255);
inline constexpr ImU32 kQuiet = IM_COL32(179, 192, 196, 255);
inline constexpr ImU32 kAccent = IM_COL32(242, 193, 78, 255);
inline constexpr ImU32 kOnAccent = IM_COL32(28, 21, 3, 255);
inline constexpr ImU32 kTrack = IM_COL32(255, 255, 255, 64);
inline constexpr ImU32 kShadow = IM_COL32(0, 0, 0, 110);
} // namespace colour

/// Sizes in pixels of a usual screen; multiply by the scale. A target of 56 is 15.5 mm on a 24"
/// screen of 1920×1080, enough for any finger.
namespace size {
inline constexpr float kTarget = 56.0F;
inline constexpr float kMargin = 16.0F;
inline constexpr float kGap = 10.0F;
inline constexpr float kRadius = 16.0F;
inline constexpr float kMarker = 24.0F; ///< radius
} // namespace size

enum class Icon {
    kMenu,
    kClose,
    kPlay,
    kPause,
    kLanguage,
    kSubtitles,
    kFullscreen,
    kLeaveFullscreen,
    kPlus,
    kMinus,
    kInfo,
    kArrow,
    kPlace,
    kLink,
    kSound,
    kCheck
};

/// Draws an icon within a circle of that radius around a point.
void drawIcon(ImDrawList& list, Icon icon, ImVec2 middle, float radius, ImU32 colour);

/// The same colour, this much less opaque (0…1).
ImU32 faded(ImU32 colour, float opacity);

/// Text that ends in "…" where it would be wider than that.
void drawTextClipped(
    ImDrawList& list, ImFont& font, ImVec2 at, float width, ImU32 colour, std::string_view text);

/// Moves a value towards its goal, quickly at first; true while it is on its way.
bool ease(float& value, float goal, float seconds);

void applyTheme(float scale);

} // namespace vr360
