#include "core/package/base64.h"
#include "core/package/pyramid.h"

namespace vr360 {

Result<std::string> decodeDataUrl(std::string_view url, std::string_view name) {
    const auto fault = [name](const char* what) {
        return Fault{
            std::string(name), what, "build the package again with `vr360-pack build`", 305};
    };
    constexpr std::string_view kScheme = "data:";
    constexpr std::string_view kEncoding = ";base64";
    const std::size_t comma = url.find(',');
    if (url.substr(0, kScheme.size()) != kScheme || comma == std::string_view::npos) {
        return fault("is no data URL");
    }
    const std::string_view head = url.substr(0, comma);
    if (head.size() < kEncoding.size() ||
        head.substr(head.size() - kEncoding.size()) != kEncoding) {
        return fault("is a data URL, but not in base64");
    }
    std::string bytes;
    if (!decodeBase64(url.substr(comma + 1), bytes)) {
        return fault("is a data URL with broken base64");
    }
    return bytes;
}

std::string encodeDataUrl(std::string_view media_type, std::string_view bytes) {
    std::string url = "data:";
    url += media_type;
    url += ";base64,";
    url += encodeBase64(bytes);
    return url;
}

} // namespace vr360
