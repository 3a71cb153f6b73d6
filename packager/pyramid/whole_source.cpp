#include "packager/pyramid/whole_source.h"

#include "packager/pyramid/colour_transform.h"
#include "packager/pyramid/flatten_alpha.h"
#include "packager/pyramid/source_faults.h"

namespace vr360 {
namespace {

class WholeSource : public StripSource {
public:
    WholeSource(SourceFile file,
                WholePicture picture,
                ColourTransform colours,
                std::vector<Fault> warnings)
        : file_(std::move(file)),
          picture_(std::move(picture)),
          colours_(std::move(colours)),
          warnings_(std::move(warnings)) {}

    [[nodiscard]] int width() const override { return picture_.width; }
    [[nodiscard]] int height() const override { return picture_.height; }
    [[nodiscard]] SampleDepth depth() const override { return picture_.depth; }

    Status read(std::span<void* const> lines) override {
        for (void* const line : lines) {
            if (picture_.depth == SampleDepth::k16) {
                copyLine<std::uint16_t>(line);
            } else {
                copyLine<std::uint8_t>(line);
            }
            ++next_;
        }
        return Done{};
    }

    [[nodiscard]] std::vector<Fault> warnings() const override {
        std::vector<Fault> all = warnings_;
        if (transparent_) {
            all.push_back(transparentParts(file_.label));
        }
        return all;
    }

private:
    template <typename Sample>
    void copyLine(void* out) {
        const auto pixels = static_cast<std::size_t>(picture_.width);
        const auto* const all = static_cast<const Sample*>(picture_.rgba.get());
        transparent_ |= flatten(all + 4 * pixels * next_, static_cast<Sample*>(out), pixels);
        if (!colours_.isIdentity()) {
            colours_.convert(out, out, pixels);
        }
    }

    SourceFile file_;
    WholePicture picture_;
    ColourTransform colours_;
    std::vector<Fault> warnings_;
    std::size_t next_ = 0;
    bool transparent_ = false;
};

} // namespace

std::unique_ptr<StripSource>
wholeSource(const SourceFile& file, WholePicture picture, std::string_view icc) {
    std::optional<Fault> warning;
    ColourTransform colours = ColourTransform::create(
        icc,
        picture.depth == SampleDepth::k16 ? ColourLayout::kRgb16 : ColourLayout::kRgb8,
        file.label,
        warning);
    return std::make_unique<WholeSource>(file,
                                         std::move(picture),
                                         std::move(colours),
                                         warning ? std::vector<Fault>{*warning}
                                                 : std::vector<Fault>{});
}

} // namespace vr360
