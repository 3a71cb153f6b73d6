#include "packager/pyramid/panorama_build.h"

#include "packager/pyramid/preview.h"
#include "packager/pyramid/sha256.h"
#include "packager/pyramid/source_stamp.h"

#include <algorithm>
#include <string>

namespace vr360 {
namespace {

/// Lines are read in strips of about this many bytes: long enough to be worth a task, short enough
/// to stay in the cache until they are halved.
constexpr int kStripBytes = 1 << 20;
/// JPEG decodes this many lines at once.
constexpr int kStripLines = 16;

std::vector<std::pair<std::string, std::string>>
describeEncoding(const PyramidSettings& settings, const PanoramaIdentity& identity) {
    return {{"encoder", encoderName()},
            {"quality", settings.lossless ? "lossless" : std::to_string(settings.quality)},
            {"method", std::to_string(settings.method)},
            {"coarse_method", std::to_string(coarseMethod(settings))},
            {"key", identity.key}};
}

std::int64_t pixelsOf(const Grid& grid) {
    std::int64_t pixels = 0;
    for (int level = 0; level < grid.levelCount(); ++level) {
        for (const GridRow& row : grid.level(level).rows) {
            pixels += std::int64_t{row.width} * row.height;
        }
    }
    return pixels;
}

} // namespace

PanoramaBuild::PanoramaBuild(const PyramidJob& job,
                             const PyramidSettings& settings,
                             BandMemory& memory,
                             const std::atomic<bool>& stop)
    : job_(job), settings_(settings), memory_(memory), stop_(stop) {}

Status PanoramaBuild::plan() {
    Result<PanoramaPlan> planned = planPanorama(
        {.path = job_.source, .label = job_.label, .stop = &stop_, .scratch = job_.work_dir},
        job_.edits);
    if (!planned) {
        return planned.fault();
    }
    plan_ = std::move(planned).value();
    Result<Grid> grid = Grid::create(plan_->fit.width, plan_->fit.height);
    if (!grid) {
        Fault fault = grid.fault();
        fault.where = job_.label;
        return fault;
    }
    grid_ = std::move(grid).value();
    pixels_total_ = pixelsOf(*grid_);
    return Done{};
}

Status PanoramaBuild::open() {
    began_ = std::chrono::steady_clock::now();
    Result<std::unique_ptr<StripSource>> source = openPanorama(*plan_);
    if (!source) {
        return source.fault();
    }
    source_ = std::move(source).value();
    const std::optional<SourceStamp> stamp = stampOf(job_.source);
    auto store = PanoramaStore::open(
        job_.work_dir, job_.identity.hash, *grid_, stamp ? stamp->text() : std::string());
    if (!store) {
        return store.fault();
    }
    store_ = std::move(store).value();
    cascade_.emplace(*grid_, memory_, [this](std::shared_ptr<const Band> band) {
        ready_.push_back(std::move(band));
    });
    if (source_->depth() == SampleDepth::k16) {
        wide_lines_.resize(kStripLines);
        for (std::vector<std::uint16_t>& line : wide_lines_) {
            line.resize(std::size_t{3} * static_cast<std::size_t>(grid_->width()));
        }
    }
    return Done{};
}

std::size_t PanoramaBuild::finestBandBytes() const {
    const GridLevel& finest = grid_->level(grid_->levelCount() - 1);
    return Band::bytesFor(finest.width, finest.rows.front().height);
}

int PanoramaBuild::finestColumns() const {
    int most = 0;
    for (const GridRow& row : grid_->level(grid_->levelCount() - 1).rows) {
        most = std::max(most, row.columns);
    }
    return most;
}

Status PanoramaBuild::step(std::vector<std::shared_ptr<const Band>>& bands) {
    const int strips = std::max(1, kStripBytes / (3 * grid_->width() * kStripLines));
    for (int strip = 0; strip < strips && !isDecoded(); ++strip) {
        const Status read = readLines(std::min(kStripLines, grid_->height() - next_line_));
        if (!read) {
            return read;
        }
    }
    std::move(ready_.begin(), ready_.end(), std::back_inserter(bands));
    ready_.clear();
    if (isDecoded()) {
        warnings_ = source_->warnings();
        source_.reset();
    }
    return Done{};
}

Status PanoramaBuild::readLines(int count) {
    const auto lineOf = [&](int i) {
        return source_->bottomUp() ? grid_->height() - 1 - (next_line_ + i) : next_line_ + i;
    };
    const bool wide = source_->depth() == SampleDepth::k16;
    void* lines[kStripLines];
    for (int i = 0; i < count; ++i) {
        lines[i] =
            wide ? static_cast<void*>(wide_lines_[i].data()) : cascade_->finestLine(lineOf(i));
    }
    const Status read = source_->read({lines, static_cast<std::size_t>(count)});
    if (!read) {
        return read;
    }
    for (int i = 0; i < count; ++i) {
        if (wide) {
            cascade_->addWideLine(lineOf(i), wide_lines_[i].data());
        } else {
            cascade_->finishLine(lineOf(i));
        }
    }
    next_line_ += count;
    return Done{};
}

Status PanoramaBuild::makeTile(const Band& band, int column, WorkerTools& tools) {
    const TileId id{static_cast<std::int16_t>(band.level()),
                    static_cast<std::int16_t>(band.row()),
                    static_cast<std::int16_t>(column)};
    std::int64_t size = 0;
    if (store_->reuse(id, size)) {
        ++reused_;
    } else {
        const TilePixels pixels = tools.cutter.cut(band, column);
        const auto encoded =
            tools.encoder.encode(pixels, tileEncoding(settings_, *grid_, id.level, id.row), stop_);
        if (!encoded) {
            Fault fault = encoded.fault();
            fault.where = job_.label;
            return fault;
        }
        const Status written = store_->write(id, *encoded);
        if (!written) {
            return written;
        }
        size = static_cast<std::int64_t>(encoded->size());
    }
    ++tiles_;
    bytes_ += size;
    return Done{};
}

/// Whether the source is still what the panorama is named after. Somebody may have saved it since
/// it was hashed; reading it again takes a hundredth of the time that cutting it took.
bool PanoramaBuild::isSourceUnchanged() const {
    const auto digest = sha256File(job_.source, job_.label);
    return digest && identifyPanorama(*digest, settings_, job_.edits).hash == job_.identity.hash;
}

Result<PyramidOutcome> PanoramaBuild::finish() {
    if (!isSourceUnchanged()) {
        return changedMeanwhile(job_.label);
    }
    const GridLevel& coarsest = grid_->level(0);
    const Result<std::string> preview =
        makePreview(cascade_->coarsest(), coarsest.width, coarsest.height);
    if (!preview) {
        return preview.fault();
    }
    cascade_.reset();
    PyramidOutcome outcome{.pyramid = {.grid = *grid_,
                                       .limits = plan_->info.limits,
                                       .preview = *preview,
                                       .encoding = describeEncoding(settings_, job_.identity)},
                           .photo_sphere = plan_->info.photo_sphere,
                           .tiles = tiles_,
                           .reused_tiles = reused_,
                           .bytes = bytes_};
    const Status published = store_->publish(writePyramid(outcome.pyramid), job_.destination);
    if (!published) {
        return published.fault();
    }
    outcome.warnings = plan_->info.warnings;
    outcome.warnings.insert(outcome.warnings.end(), warnings_.begin(), warnings_.end());
    outcome.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
    return outcome;
}

Fault PanoramaBuild::explain(const Fault& fault) const {
    return fault.os_error != 0 || isSourceUnchanged() ? fault : changedMeanwhile(job_.label);
}

void PanoramaBuild::discard() {
    if (store_) {
        store_->discard();
    }
}

} // namespace vr360
