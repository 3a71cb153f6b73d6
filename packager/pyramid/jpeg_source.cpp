#include "packager/pyramid/jpeg_source.h"

#include "packager/pyramid/colour_transform.h"
#include "packager/pyramid/jpeg_reader.h"
#include "packager/pyramid/metadata.h"
#include "packager/pyramid/source_faults.h"

#include <cerrno>

namespace vr360 {
namespace {

Fault faultOf(JpegReader::Outcome outcome,
              const JpegReader& reader,
              const SourceFile& file,
              double share_read) {
    return outcome == JpegReader::Outcome::kStopped
               ? stoppedReading(file.label)
               : damaged(file.label, share_read, reader.message());
}

ColourLayout layoutOf(const JpegReader::Header& header) {
    switch (header.pixels) {
    case JpegReader::Pixels::kGrey:
        return ColourLayout::kGrey8;
    case JpegReader::Pixels::kCmyk:
        return header.adobe ? ColourLayout::kCmyk8Inverted : ColourLayout::kCmyk8;
    case JpegReader::Pixels::kRgb:
        break;
    }
    return ColourLayout::kRgb8;
}

std::size_t channelsOf(const JpegReader::Header& header) {
    switch (header.pixels) {
    case JpegReader::Pixels::kGrey:
        return 1;
    case JpegReader::Pixels::kCmyk:
        return 4;
    case JpegReader::Pixels::kRgb:
        break;
    }
    return 3;
}

class JpegSource : public StripSource {
public:
    JpegSource(const SourceFile& file,
               std::unique_ptr<JpegReader> reader,
               const JpegReader::Header& header,
               ColourTransform colours,
               std::vector<Fault> warnings)
        : file_(file),
          reader_(std::move(reader)),
          header_(header),
          colours_(std::move(colours)),
          warnings_(std::move(warnings)) {}

    [[nodiscard]] int width() const override { return header_.width; }
    [[nodiscard]] int height() const override { return header_.height; }
    [[nodiscard]] SampleDepth depth() const override { return SampleDepth::k8; }

    Status read(std::span<void* const> lines) override {
        const auto pixels = static_cast<std::size_t>(header_.width);
        const std::size_t channels = channelsOf(header_);
        if (channels != 3) {
            other_.resize(channels * pixels * lines.size());
        }
        targets_.clear();
        for (std::size_t i = 0; i < lines.size(); ++i) {
            targets_.push_back(channels != 3 ? other_.data() + channels * pixels * i
                                             : static_cast<std::uint8_t*>(lines[i]));
        }
        const JpegReader::Outcome outcome = reader_->read(targets_);
        if (outcome != JpegReader::Outcome::kOk) {
            const double share = static_cast<double>(reader_->linesRead()) / header_.height;
            return faultOf(outcome, *reader_, file_, share);
        }
        if (!colours_.isIdentity()) {
            for (std::size_t i = 0; i < lines.size(); ++i) {
                colours_.convert(targets_[i], lines[i], pixels);
            }
        }
        return Done{};
    }

    [[nodiscard]] std::vector<Fault> warnings() const override {
        std::vector<Fault> all = warnings_;
        if (const std::string oddity = reader_->oddity(); !oddity.empty()) {
            all.push_back({.where = file_.label,
                           .what = "the JPEG file is slightly irregular: " + oddity,
                           .cure = "Look at the result; if it is wrong, export the image again."});
        }
        return all;
    }

private:
    SourceFile file_;
    std::unique_ptr<JpegReader> reader_;
    JpegReader::Header header_;
    ColourTransform colours_;
    std::vector<Fault> warnings_;
    std::vector<std::uint8_t*> targets_;
    std::vector<std::uint8_t> other_; ///< lines of grey or inks
};

/// Opens and reads the header.
Status begin(const SourceFile& file, JpegReader& reader, JpegReader::Header& header) {
    if (!reader.open(file.path.c_str())) {
        return cannotOpen(file.label, errno);
    }
    const JpegReader::Outcome outcome = reader.readHeader(header);
    if (outcome == JpegReader::Outcome::kStopped) {
        return stoppedReading(file.label);
    }
    if (outcome != JpegReader::Outcome::kOk) {
        return unreadableHeader(file.label, "JPEG", reader.message());
    }
    return Done{};
}

} // namespace

Result<SourceHeader> readJpegHeader(const SourceFile& file) {
    JpegReader reader(file.stop);
    JpegReader::Header jpeg;
    const Status begun = begin(file, reader, jpeg);
    if (!begun) {
        return begun.fault();
    }
    SourceHeader header{.format = jpeg.progressive ? "progressive JPEG" : "JPEG",
                        .width = jpeg.width,
                        .height = jpeg.height,
                        .bits = 8,
                        .has_icc = !jpeg.icc.empty(),
                        .streaming = !jpeg.progressive,
                        .orientation = exifOrientation(jpeg.exif),
                        .xmp = std::move(jpeg.xmp)};
    if (jpeg.pixels == JpegReader::Pixels::kCmyk && jpeg.icc.empty()) {
        header.warnings.push_back(inksWithoutProfile(file.label));
    }
    return header;
}

Result<std::unique_ptr<StripSource>> openJpeg(const SourceFile& file) {
    auto reader = std::make_unique<JpegReader>(file.stop);
    JpegReader::Header header;
    const Status begun = begin(file, *reader, header);
    if (!begun) {
        return begun.fault();
    }
    std::optional<Fault> warning;
    ColourTransform colours =
        ColourTransform::create(header.icc, layoutOf(header), file.label, warning);
    const JpegReader::Outcome outcome = reader->start();
    if (outcome != JpegReader::Outcome::kOk) {
        return faultOf(outcome, *reader, file, -1.0);
    }
    return std::unique_ptr<StripSource>(std::make_unique<JpegSource>(
        file,
        std::move(reader),
        header,
        std::move(colours),
        warning ? std::vector<Fault>{*warning} : std::vector<Fault>{}));
}

} // namespace vr360
