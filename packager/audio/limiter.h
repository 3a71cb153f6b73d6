#pragma once

#include "packager/audio/sound.h"

#include <vector>

namespace vr360 {

/// A sound amplified by `gain_db`, with true peaks held under `ceiling_db` (of full scale) by
/// turning it down smoothly over some milliseconds around each, all channels alike: nothing clips
/// and nothing clicks. What stays below the ceiling is only amplified. Made while it is read, so
/// that a long recording is in memory once. `sound` must outlive it.
class LimitedSound final : public SoundSource {
public:
    LimitedSound(const Sound& sound, double gain_db, double ceiling_db);

    [[nodiscard]] int channels() const override { return sound_.channels(); }
    [[nodiscard]] std::size_t frames() const override { return sound_.frames(); }
    void read(std::size_t from, std::span<float> out) const override;

    /// Whether anything is turned down.
    [[nodiscard]] bool limits() const { return !regions_.empty(); }

private:
    /// A peak too high, and what it has to be multiplied with.
    struct Need {
        std::size_t frame = 0;
        float factor = 1.0F;
    };
    /// Frames that are turned down, and by which factors.
    struct Region {
        std::size_t from = 0;
        std::vector<float> factors;
    };

    [[nodiscard]] std::vector<Need> findNeeds(float ceiling) const;
    void addRegion(std::span<const Need> needs);

    const Sound& sound_;
    float gain_;
    std::vector<Region> regions_; ///< in order, apart from each other
};

} // namespace vr360
