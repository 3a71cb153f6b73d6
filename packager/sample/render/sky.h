#pragma once

#include "packager/sample/render/math.h"

#include <cstdint>
#include <vector>

namespace vr360::sample {

struct SkySettings {
    V3 to_sun{0.0F, 0.0F, 1.0F};
    float haze = 1.0F;   ///< 0.3 a clear autumn day … 3 a milky winter one
    float clouds = 0.4F; ///< share of the sky they cover
    std::uint32_t seed = 0;
};

/// Light from above: scattering in air and haze integrated along each direction once, and clouds of
/// noise. Immutable after construction.
class Sky {
public:
    explicit Sky(const SkySettings& settings);

    /// Air and clouds towards `direction`. Directions below the horizon take the horizon's colour.
    [[nodiscard]] Color withoutSun(V3 direction) const;
    /// What the sun's disc and its glow add to that.
    [[nodiscard]] Color sunSeen(V3 direction) const;
    /// Without clouds: what haze in front of far things looks like.
    [[nodiscard]] Color air(V3 direction) const;
    /// What a white surface facing `normal` gets from the sky and from sunlit ground.
    [[nodiscard]] Color ambient(V3 normal) const;
    [[nodiscard]] Color sun() const { return sun_; } ///< irradiance facing the sun
    [[nodiscard]] V3 toSun() const { return settings_.to_sun; }
    [[nodiscard]] float exposure() const { return exposure_; }
    [[nodiscard]] float haze() const { return settings_.haze; }

private:
    [[nodiscard]] Color integrate(V3 direction) const;
    [[nodiscard]] Color withClouds(V3 direction, Color behind) const;

    SkySettings settings_;
    std::vector<Color> table_;
    Color sun_;
    Color zenith_ambient_;
    Color horizon_ambient_[8];
    Color ground_ambient_;
    Color cloud_light_;
    Color cloud_shade_;
    float exposure_ = 1.0F;
};

/// A sky without its sun, looked up instead of computed: millions of rays see it in one
/// panorama.
class SkyDome {
public:
    /// `size`: texels across, over 180°.
    SkyDome(const Sky& sky, int size);
    [[nodiscard]] Color at(V3 direction) const;

private:
    int size_;
    float half_; ///< texels from the zenith to the horizon
    std::vector<Color> texels_;
};

} // namespace vr360::sample
