#include "core/package/reader.h"

#include "core/package/json_read.h"

namespace vr360 {

Result<Tour> PackageReader::tour() const {
    constexpr std::string_view kIndex = "tour.json";
    const Result<std::string> text = source_.read(kIndex);
    return text ? readTour(*text, kIndex) : text.fault();
}

Result<Site> PackageReader::site(const Tour::SiteEntry& entry) const {
    const Result<std::string> text = source_.read(entry.file);
    if (!text) {
        return text.fault();
    }
    Result<Site> site = readSite(*text, entry.file);
    if (site && site->id != entry.id) {
        return Fault{entry.file + ": /id",
                     "is " + inQuotes(site->id) + ", but tour.json calls it " + inQuotes(entry.id),
                     "build the package again with `vr360-pack build`",
                     205};
    }
    return site;
}

Result<Pyramid> PackageReader::pyramid(std::string_view panorama) const {
    const std::string path = "panoramas/" + std::string(panorama) + "/pyramid.json";
    const Result<std::string> text = source_.read(path);
    return text ? readPyramid(*text, path) : text.fault();
}

} // namespace vr360
