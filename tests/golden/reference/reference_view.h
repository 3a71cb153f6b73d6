#pragma once

#include "picture.h"

namespace vr360::golden {

enum class ReferenceProjection { kRectilinear, kStereographic };

/// A view of a whole-sphere panorama. Degrees: yaw to the right of the image's centre, pitch
/// upwards, fov across the picture's width.
struct ReferenceView {
    double yaw = 0.0;
    double pitch = 0.0;
    double fov = 90.0;
    int width = 1280;
    int height = 720;
    ReferenceProjection projection = ReferenceProjection::kRectilinear;
};

struct ReferenceParams {
    int min_samples = 8;       ///< a pixel and axis
    int max_samples = 32;      ///< a pixel and axis
    bool linear_light = false; ///< false: means are taken of the stored values
    int threads = 2;
};

/// What a perfect viewer would show: each pixel is the mean, over its area, of the full-resolution
/// image interpolated bilinearly. The samples are closer than half an image pixel, along the
/// parallels near the poles too, until `max_samples` is reached.
///
/// Written from the definitions alone, as a check of everything else: it shares nothing with the
/// viewers, the packager or their common core.
Picture
renderReference(const Picture& panorama, const ReferenceView& view, const ReferenceParams& params);

} // namespace vr360::golden
