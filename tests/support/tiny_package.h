#pragma once

#include "core/base/result.h"
#include "core/geometry/angles.h"

#include <array>
#include <string>

namespace vr360::test {

/// A colour as bytes would be, 0…255, but not rounded.
using Rgb = std::array<double, 3>;

/// The panorama of scene `scene` (0 or 1): smooth, different in every direction, with its axes
/// told apart: a formula, so that any pixel of any view can be computed.
Rgb tinyColour(Vec3 direction, int scene);

/// Writes a whole package of two sites with lossless tiles computed from `tinyColour`: site "lake"
/// with scenes "gate" and "tower", hotspots of several kinds, a narration of ten seconds (a tone
/// that rises every two) with subtitles in vi, en and zh; and site "market" with one scene, where a
/// hotspot at yaw 75 and pitch −20 rings a bell.
/// `width` is the panoramas'.
Status writeTinyPackage(const std::string& directory, int width);

/// An Ogg Opus file: a tone that rises every two seconds, 300, 400, … Hz.
Status writeTone(const std::string& path, double seconds);

} // namespace vr360::test
