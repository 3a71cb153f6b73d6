#pragma once

#include <imgui.h>

#include <string_view>
#include <vector>

namespace vr360 {

/// Text cut into lines of at most `width` pixels: at spaces, between Chinese characters (but not
/// before a closing mark or after an opening one), and at '\n'. Views into `text`.
std::vector<std::string_view> breakLines(const ImFont& font, float width, std::string_view text);

/// Width of one line in pixels.
float textWidth(const ImFont& font, std::string_view line);

/// Where a line begins below the one before, in pixels.
float lineHeight(const ImFont& font);

/// Draws lines from their upper left corner; returns the height used.
float drawLines(ImDrawList& list,
                const ImFont& font,
                ImVec2 at,
                ImU32 colour,
                const std::vector<std::string_view>& lines);

} // namespace vr360
