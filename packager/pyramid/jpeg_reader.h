#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace vr360 {

/// libjpeg with its errors turned into results. libjpeg reports errors by longjmp; this and its
/// .cpp are the only place that knows. After a failure only `message` may be called.
class JpegReader {
public:
    enum class Outcome { kOk, kFailed, kStopped };
    enum class Pixels { kRgb, kGrey, kCmyk };

    struct Header {
        int width = 0;
        int height = 0;
        bool progressive = false;
        bool adobe = false; ///< Adobe's marker is there: its CMYK is inverted
        Pixels pixels = Pixels::kRgb;
        std::string icc;
        std::string exif; ///< TIFF structure
        std::string xmp;
    };

    /// `stop` may be nullptr.
    explicit JpegReader(const std::atomic<bool>* stop);
    ~JpegReader();
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;

    /// Opens and reads everything before the picture. False with errno when the file cannot be
    /// opened.
    bool open(const char* path);
    Outcome readHeader(Header& header);

    /// Gets ready for lines of RGB, grey or CMYK. A progressive file is decoded here.
    Outcome start();
    /// All these lines, or a failure. Each line takes width · 3 bytes (grey: · 1, CMYK: · 4).
    Outcome read(std::span<std::uint8_t* const> lines);

    [[nodiscard]] int linesRead() const;
    /// What is wrong, in libjpeg's words.
    [[nodiscard]] std::string message() const;
    /// Something odd but harmless was met.
    [[nodiscard]] std::string oddity() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace vr360
