#include "packager/pyramid/sideways_source.h"

#include "packager/pyramid/scratch_lines.h"
#include "packager/pyramid/source_faults.h"

#include <algorithm>
#include <cassert>

namespace vr360 {
namespace {

/// Lines are made from so many stored columns at once: as many pixels as a cache line holds.
constexpr int kColumnsAtOnce = 16;

template <typename Sample>
class SidewaysSource : public StripSource {
public:
    SidewaysSource(std::unique_ptr<StripSource> source, int orientation, const SourceFile& file)
        : source_(std::move(source)),
          file_(file),
          stored_upwards_((orientation == 6 || orientation == 7) != source_->bottomUp()),
          from_the_right_(orientation == 7 || orientation == 8),
          depth_(source_->depth()),
          width_(source_->height()),
          height_(source_->width()) {}

    [[nodiscard]] int width() const override { return width_; }
    [[nodiscard]] int height() const override { return height_; }
    [[nodiscard]] SampleDepth depth() const override { return depth_; }
    [[nodiscard]] std::vector<Fault> warnings() const override { return warnings_; }

    Status read(std::span<void* const> lines) override {
        if (source_) {
            const Status kept = keepAll();
            if (!kept) {
                return kept;
            }
        }
        for (std::size_t done = 0; done < lines.size();) {
            const auto count = std::min(static_cast<int>(lines.size() - done), kColumnsAtOnce);
            copyColumns(lines.subspan(done, static_cast<std::size_t>(count)));
            done += static_cast<std::size_t>(count);
        }
        stored_.letGo();
        return Done{};
    }

private:
    Status keepAll() {
        Result<ScratchLines> room = ScratchLines::create(
            sizeof(Sample) * 3 * static_cast<std::size_t>(height_), width_, file_.scratch);
        if (!room) {
            return room.fault();
        }
        stored_ = std::move(room).value();
        for (int y = 0; y < width_; ++y) {
            if (file_.isStopped()) {
                return stoppedReading(file_.label);
            }
            void* const line = stored_.line(y);
            const Status read = source_->read({&line, 1});
            if (!read) {
                return read;
            }
        }
        warnings_ = source_->warnings();
        source_.reset();
        return Done{};
    }

    void copyColumns(std::span<void* const> lines) {
        for (int x = 0; x < width_; ++x) {
            const auto* const stored =
                reinterpret_cast<const Sample*>(stored_.line(stored_upwards_ ? width_ - 1 - x : x));
            for (std::size_t i = 0; i < lines.size(); ++i) {
                const int y = next_ + static_cast<int>(i);
                const int column = from_the_right_ ? height_ - 1 - y : y;
                std::copy_n(stored + std::ptrdiff_t{3} * column,
                            3,
                            static_cast<Sample*>(lines[i]) + std::ptrdiff_t{3} * x);
            }
        }
        next_ += static_cast<int>(lines.size());
    }

    std::unique_ptr<StripSource> source_; ///< until all of it is kept
    SourceFile file_;
    bool stored_upwards_; ///< the last stored line is the left edge
    bool from_the_right_; ///< the last stored column is the first line
    SampleDepth depth_;
    int width_;
    int height_;
    ScratchLines stored_; ///< in the order of reading
    std::vector<Fault> warnings_;
    int next_ = 0;
};

} // namespace

std::unique_ptr<StripSource>
sidewaysSource(std::unique_ptr<StripSource> source, int orientation, const SourceFile& file) {
    assert(orientation >= 5 && orientation <= 8);
    if (source->depth() == SampleDepth::k16) {
        return std::make_unique<SidewaysSource<std::uint16_t>>(
            std::move(source), orientation, file);
    }
    return std::make_unique<SidewaysSource<std::uint8_t>>(std::move(source), orientation, file);
}

} // namespace vr360
