#include "packager/pyramid/mirrored_source.h"

#include <algorithm>
#include <cassert>

namespace vr360 {
namespace {

template <typename Sample>
void mirror(Sample* line, int width) {
    for (int left = 0, right = width - 1; left < right; ++left, --right) {
        std::swap_ranges(line + std::ptrdiff_t{3} * left,
                         line + std::ptrdiff_t{3} * left + 3,
                         line + std::ptrdiff_t{3} * right);
    }
}

class MirroredSource : public StripSource {
public:
    MirroredSource(std::unique_ptr<StripSource> source, bool left_right, bool upside_down)
        : source_(std::move(source)), left_right_(left_right), upside_down_(upside_down) {}

    [[nodiscard]] int width() const override { return source_->width(); }
    [[nodiscard]] int height() const override { return source_->height(); }
    [[nodiscard]] SampleDepth depth() const override { return source_->depth(); }
    [[nodiscard]] bool bottomUp() const override { return source_->bottomUp() != upside_down_; }
    [[nodiscard]] std::vector<Fault> warnings() const override { return source_->warnings(); }

    Status read(std::span<void* const> lines) override {
        Status done = source_->read(lines);
        if (done && left_right_) {
            for (void* const line : lines) {
                if (depth() == SampleDepth::k16) {
                    mirror(static_cast<std::uint16_t*>(line), width());
                } else {
                    mirror(static_cast<std::uint8_t*>(line), width());
                }
            }
        }
        return done;
    }

private:
    std::unique_ptr<StripSource> source_;
    bool left_right_;
    bool upside_down_;
};

} // namespace

std::unique_ptr<StripSource> mirroredSource(std::unique_ptr<StripSource> source, int orientation) {
    assert(orientation >= 2 && orientation <= 4);
    return std::make_unique<MirroredSource>(std::move(source), orientation != 4, orientation != 2);
}

} // namespace vr360
