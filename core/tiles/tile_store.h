#pragma once

#include "core/geometry/grid.h"
#include "core/tiles/patches.h"
#include "core/tiles/select.h"

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace vr360 {

/// A tile of a panorama; panoramas are numbered by whoever opens them.
struct TileKey {
    std::uint32_t panorama = 0;
    TileId id;

    friend auto operator<=>(const TileKey&, const TileKey&) = default;
};

struct TileKeyHash {
    std::size_t operator()(const TileKey& key) const noexcept;
};

/// What the store asks its surroundings to do. Numbers are never used twice, so a late answer
/// to a cancelled request is recognised and ignored.
struct LoadRequest {
    std::uint32_t number = 0;
    TileKey key;
};
struct Upload {
    std::uint32_t number = 0; ///< of the request whose pixels are to go…
    int layer = 0;            ///< …into this layer
    TileKey key;
};
struct StoreActions {
    std::vector<LoadRequest> start;    ///< fetch and decode, in this order
    std::vector<std::uint32_t> cancel; ///< no longer wanted; pixels that came may be dropped
    std::vector<Upload> upload;        ///< copy decoded pixels into a layer, now
    void clear();
};

struct StoreParams {
    int layers = 128;         ///< texture layers of 512×512; at least 16
    int max_loading = 8;      ///< requests under way at once
    int uploads_a_frame = 4;  ///< layers filled a frame, at most
    double retry_first = 0.5; ///< seconds until a failed tile is tried again, doubling…
    double retry_last = 30.0; ///< …up to this
    int max_tries = 6;        ///< then it is given up until its panorama is opened again
};

/// Which tiles are in which texture layer, which are on their way, and what gives way.
///
/// A pure state machine: no clock, no I/O; time comes in with `update`. Least recently wanted
/// tiles give way first; wanted ones, and pinned ones (preview and level 0 of pinned
/// panoramas), never do. Not thread-safe: lives on the main thread.
class TileStore {
public:
    explicit TileStore(const StoreParams& params);

    /// Level 0 and the preview of a pinned panorama stay once they are there.
    void pin(std::uint32_t panorama, bool pinned);
    /// Failed tiles of a panorama may be tried again, at once.
    void forgive(std::uint32_t panorama);
    /// Gives up all of a panorama: layers are freed, requests cancelled (in the next update).
    void forget(std::uint32_t panorama);

    struct Want {
        TileKey key;
        bool load = true; ///< false: keep it if it is there, but do not fetch it
    };
    /// One frame: compares what is wanted, best first, with what is there. `actions` is replaced.
    void update(std::span<const Want> wants, double now, StoreActions& actions);

    /// A request's pixels are decoded; a layer for them comes with a later update.
    /// False when nobody waits for this number any more: drop the pixels.
    bool decoded(std::uint32_t number);
    /// A request came to nothing. `permanent`: do not try again (a broken or missing file).
    void failed(std::uint32_t number, double now, bool permanent);

    [[nodiscard]] int layerOf(const TileKey& key) const;  ///< -1: not resident
    [[nodiscard]] bool givenUp(const TileKey& key) const; ///< failed for good
    /// True while pixels are decoded that the last update had no budget to upload.
    [[nodiscard]] bool uploadsWaiting() const { return decoded_ > 0; }
    /// When a failed tile is due for another try; nothing to wait for: empty.
    [[nodiscard]] std::optional<double> nextRetry() const;
    [[nodiscard]] int residentCount() const;
    [[nodiscard]] int loadingCount() const;

    /// All texture content is lost (context loss, device loss): every tile is loaded anew.
    void dropLayers();

private:
    enum class State { kLoading, kDecoded, kResident, kFailed };
    struct Entry {
        State state = State::kLoading;
        std::uint32_t number = 0;
        int layer = -1;
        std::uint64_t wanted_frame = 0;
        int tries = 0;
        double retry_at = 0.0;
        bool permanent = false;
    };
    using Entries = std::unordered_map<TileKey, Entry, TileKeyHash>;

    int takeLayer();
    Entries::iterator drop(Entries::iterator entry);
    [[nodiscard]] std::span<const Want> affordable(std::span<const Want> wants) const;
    void cancelUnwanted(StoreActions& actions);
    void fillLayers(std::span<const Want> wants, StoreActions& actions);
    void startLoads(std::span<const Want> wants, double now, StoreActions& actions);
    [[nodiscard]] bool isPinned(const TileKey& key) const;

    StoreParams params_;
    Entries entries_;
    std::unordered_map<std::uint32_t, TileKey> requests_; ///< by number, loading or decoded
    std::vector<int> free_layers_;
    std::vector<std::uint32_t> pinned_;
    std::vector<std::uint32_t> cancel_next_;
    std::uint64_t frame_ = 0;
    std::uint32_t next_number_ = 1;
    int loading_ = 0; ///< entries in state kLoading
    int decoded_ = 0; ///< entries in state kDecoded
};

} // namespace vr360
