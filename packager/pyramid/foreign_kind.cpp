#include "packager/pyramid/foreign_kind.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace vr360 {
namespace {

/// ISO base media files (HEIC, AVIF, MP4, MOV) begin with a box "ftyp" that names a brand.
bool hasBrand(std::string_view start, std::span<const std::string_view> brands) {
    if (start.size() < 12 || start.substr(4, 4) != "ftyp") {
        return false;
    }
    return std::ranges::find(brands, start.substr(8, 4)) != brands.end();
}

bool isMedia(std::string_view start) {
    constexpr std::array<std::string_view, 4> kBoxes{"ftyp", "moov", "mdat", "wide"};
    return start.size() >= 8 && start[0] == '\0' &&
           std::ranges::find(kBoxes, start.substr(4, 4)) != kBoxes.end();
}

bool isVideo(std::string_view start) {
    const bool is_avi =
        start.starts_with("RIFF") && start.size() >= 12 && start.substr(8, 4) == "AVI ";
    return isMedia(start) || is_avi || start.starts_with("\x1A\x45\xDF\xA3"); // Matroska, WebM
}

/// What office programs write, in the words of a message; empty for everything else.
std::string_view documentKind(std::string_view start) {
    if (start.starts_with("PK\x03\x04")) {
        return "a Word document or another packed file";
    }
    if (start.starts_with("\xD0\xCF\x11\xE0")) {
        return "an old Word or Excel document";
    }
    if (start.starts_with("{\\rtf")) {
        return "a text with formatting (RTF)";
    }
    return start.starts_with("%PDF") ? "a PDF document" : "";
}

} // namespace

std::optional<Fault> foreignPicture(std::string_view start) {
    constexpr std::array<std::string_view, 8> kHeic{
        "heic", "heix", "heim", "heis", "hevc", "mif1", "msf1", "hevx"};
    constexpr std::array<std::string_view, 2> kAvif{"avif", "avis"};
    if (hasBrand(start, kHeic)) {
        return Fault{"",
                     "is a HEIC photograph, which cannot be read",
                     "Export it as JPEG. An iPhone takes JPEG with Settings, Camera, Formats, Most "
                     "Compatible."};
    }
    if (hasBrand(start, kAvif)) {
        return Fault{"", "is an AVIF picture, which cannot be read", "Export it as JPEG or PNG."};
    }
    if (isVideo(start)) {
        return Fault{
            "", "is a video, and no picture", "Export one frame of it as JPEG, in the full size."};
    }
    if (start.starts_with("GIF8")) {
        return Fault{"", "is a GIF, which cannot be read", "Export it as JPEG or PNG."};
    }
    if (const std::string_view kind = documentKind(start); !kind.empty()) {
        return Fault{"",
                     "is " + std::string(kind) + ", and no picture",
                     "Take the picture out of it, and save that as JPEG or PNG."};
    }
    return std::nullopt;
}

std::optional<Fault> foreignText(std::string_view start) {
    std::string_view kind = documentKind(start);
    if (kind.empty() &&
        (isVideo(start) || start.starts_with("\xFF\xD8\xFF") || start.starts_with("\x89PNG"))) {
        kind = "a picture or a video";
    }
    if (kind.empty()) {
        return std::nullopt;
    }
    return Fault{
        "",
        "is " + std::string(kind) + ", and no plain text",
        "Copy the text into a plain text editor (Notepad, TextEdit as plain text), and save "
        "it as UTF-8 under this name."};
}

} // namespace vr360
