#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vr360 {

/// EXIF orientation 1…8; 1 when there is none or it makes no sense. `exif` is the EXIF block,
/// beginning with "II" or "MM", or with "Exif" before that.
int exifOrientation(std::string_view exif);

/// Google's Photo Sphere XMP (GPano, whatever prefix it has). Angles in degrees, sizes in pixels,
/// as they are written.
struct GPano {
    std::optional<double> full_width;
    std::optional<double> full_height;
    std::optional<double> cropped_left;
    std::optional<double> cropped_top;
    std::optional<double> cropped_width;
    std::optional<double> cropped_height;
    std::optional<double> pose_heading;
    std::optional<double> pose_pitch;
    std::optional<double> pose_roll;
    std::optional<double> initial_heading;
    std::optional<double> initial_pitch;
    std::optional<double> initial_fov;
    bool other_projection = false;      ///< says that it is not equirectangular
    std::string crop_told_by = "GPano"; ///< who speaks of the crop, for messages

    [[nodiscard]] bool hasCrop() const {
        return full_width && full_height && cropped_left && cropped_top;
    }
};

/// Absent when the packet says nothing of GPano. Values that are no finite numbers are left out.
std::optional<GPano> parseGPano(std::string_view xmp);

} // namespace vr360
