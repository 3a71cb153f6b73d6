#include "packager/pyramid/source_faults.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

namespace vr360 {

Fault cannotOpen(std::string_view label, int os_error) {
    if (os_error == ENOENT) {
        return {.where = std::string(label),
                .what = "is not there",
                .cure = "Put the image there, or correct the name in site.toml."};
    }
    return {.where = std::string(label),
            .what = fmt::format("cannot be read: {}", std::strerror(os_error)),
            .cure = "Check that you may read the file."};
}

Fault damaged(std::string_view label, double share_read, std::string_view detail) {
    const std::string readable =
        share_read < 0.0
            ? std::string()
            : fmt::format("; only the first {:.0f} % could be read", 100.0 * share_read);
    return {.where = std::string(label),
            .what = fmt::format("the image is damaged or cut off{} ({})", readable, detail),
            .cure = "Export it again from the program that made it, or copy it again from the "
                    "camera; a transfer may have been interrupted."};
}

Fault unreadableHeader(std::string_view label, std::string_view format, std::string_view detail) {
    return {.where = std::string(label),
            .what = fmt::format("is not a readable {} file ({})", format, detail),
            .cure = "Open it in an image program and export it again as JPEG."};
}

Fault transparentParts(std::string_view label) {
    return {.where = std::string(label),
            .what = "has transparent parts; they are shown black",
            .cure = "Fill them in an image program, or, if the panorama is incomplete, crop them "
                    "off and write `coverage`."};
}

Fault inksWithoutProfile(std::string_view label) {
    return {.where = std::string(label),
            .what = "is in printers' colours (CMYK) without a colour profile; its colours are "
                    "only nearly right",
            .cure = "Export it as sRGB."};
}

Fault tooLarge(std::string_view label, std::string_view format, int width, int height) {
    return {.where = std::string(label),
            .what = fmt::format(
                "{}×{} pixels are too many for a {} file, which cannot be read in strips",
                width,
                height,
                format),
            .cure = "Export it as JPEG, PNG or TIFF."};
}

Fault stoppedReading(std::string_view label) {
    return {.where = std::string(label),
            .what = "stopped",
            .cure = "Run the same command again; it carries on.",
            .os_error = EINTR};
}

} // namespace vr360
