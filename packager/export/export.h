#pragma once

#include "core/base/result.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

/// A panorama viewer that somebody else makes.
enum class ForeignViewer { kPannellum, kMarzipano, kPhotoSphereViewer };
inline constexpr ForeignViewer kForeignViewers[] = {
    ForeignViewer::kPhotoSphereViewer, ForeignViewer::kPannellum, ForeignViewer::kMarzipano};
/// "pannellum", "marzipano", "photo-sphere-viewer".
std::string_view nameOf(ForeignViewer viewer);
std::optional<ForeignViewer> foreignViewer(std::string_view name);

struct ExportOptions {
    std::filesystem::path package;
    std::filesystem::path folder; ///< new, empty, or an earlier export, which is replaced
    ForeignViewer viewer = ForeignViewer::kPannellum;
    std::vector<std::string> only; ///< sites; empty: all
    int quality = 85;              ///< of the WebP tiles
    int threads = 1;
};

struct ExportReport {
    int scenes = 0;
    int panoramas = 0;
    std::int64_t images = 0;
    std::int64_t bytes = 0; ///< of the images
    double seconds = 0.0;
    std::vector<std::string> left_out; ///< what this viewer cannot show, for people
};

/// Writes a package's scenes as a folder that the unmodified npm release of a viewer shows, with a
/// small page: cube tiles for Pannellum and Marzipano, equirectangular ones for Photo Sphere
/// Viewer. The folder appears complete or not at all. `progress` gets 0…1, from any thread, one
/// call at a time. Once `stop` is true it ends with a fault whose os_error is EINTR.
Result<ExportReport> exportPackage(const ExportOptions& options,
                                   const std::function<void(double)>& progress,
                                   const std::atomic<bool>& stop);

} // namespace vr360
