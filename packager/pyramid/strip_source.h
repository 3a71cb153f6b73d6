#pragma once

#include "core/base/result.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

enum class SampleDepth { k8, k16 };

/// A picture that comes a few lines at a time, in sRGB, RGB interleaved: what every image format
/// looks like to the rest of the packager. One thread at a time.
class StripSource {
public:
    virtual ~StripSource() = default;

    [[nodiscard]] virtual int width() const = 0;
    [[nodiscard]] virtual int height() const = 0;
    [[nodiscard]] virtual SampleDepth depth() const = 0;

    /// True: the last line comes first (a picture stored upside down).
    [[nodiscard]] virtual bool bottomUp() const { return false; }

    /// The next lines, in order, each into width · 3 samples: std::uint8_t for k8, std::uint16_t
    /// (aligned) for k16. Never asked for more lines than there are.
    virtual Status read(std::span<void* const> lines) = 0;

    /// What was noticed while reading and is worth telling; complete after the last line.
    [[nodiscard]] virtual std::vector<Fault> warnings() const { return {}; }

protected:
    StripSource() = default;
    StripSource(const StripSource&) = delete;
    StripSource& operator=(const StripSource&) = delete;
};

/// A part of a larger canvas, as a format's own fields tell it. Pixels.
struct SourceCrop {
    double full_width = 0.0;
    double full_height = 0.0;
    double left = 0.0;
    double top = 0.0;
    std::string told_by; ///< for messages
};

/// What a file's header says, before anything is decoded.
struct SourceHeader {
    std::string format;
    int width = 0;  ///< as stored
    int height = 0; ///< as stored
    int bits = 8;   ///< a channel
    bool has_icc = false;
    bool streaming = true; ///< false: the decoder holds the whole picture
    int orientation = 1;   ///< EXIF's, 1…8
    std::string xmp;       ///< may be empty
    std::optional<SourceCrop> crop;
    std::vector<Fault> warnings;
};

/// A file taken for an image. `stop` makes long decoder calls give up (os_error EINTR).
struct SourceFile {
    std::filesystem::path path;
    std::string label; ///< for messages
    const std::atomic<bool>* stop = nullptr;
    /// Where temporary files may lie; empty: the system's folder for them.
    std::filesystem::path scratch{};

    [[nodiscard]] bool isStopped() const { return stop != nullptr && *stop; }
};

/// A format's two entries; see formats.h for the table of them.
using HeaderReader = Result<SourceHeader> (*)(const SourceFile& file);
using SourceOpener = Result<std::unique_ptr<StripSource>> (*)(const SourceFile& file);

Result<SourceHeader> readHeader(const SourceFile& file);
Result<std::unique_ptr<StripSource>> openSource(const SourceFile& file);

} // namespace vr360
