#include "packager/sample/render/sky.h"

#include "packager/sample/render/random.h"

namespace vr360::sample {

namespace {

// The Earth's air, lengths in kilometres.
constexpr float kEarth = 6360.0F;
constexpr float kTop = 6420.0F;
constexpr float kAirHeight = 8.0F;
constexpr float kHazeHeight = 1.2F;
constexpr V3 kAir{5.8e-3F, 13.5e-3F, 33.1e-3F};
constexpr V3 kOzone{0.65e-3F, 1.88e-3F, 0.085e-3F};
constexpr float kHaze = 5.0e-3F;
constexpr float kForward = 0.76F; // how strongly haze scatters forwards

constexpr int kColumns = 96;
constexpr int kRows = 64;
constexpr V3 kSunlight{20.0F, 19.2F, 18.2F};

V3 exponential(V3 x) {
    return {std::exp(x.x), std::exp(x.y), std::exp(x.z)};
}

/// Distance from a point inside the air to its top.
float toTop(V3 from, V3 direction) {
    const float b = dot(from, direction);
    const float c = dot(from, from) - kTop * kTop;
    return -b + std::sqrt(std::max(0.0F, b * b - c));
}

V3 extinction(float height, float haze) {
    const float air = std::exp(-height / kAirHeight);
    const float dust = std::exp(-height / kHazeHeight) * kHaze * haze * 1.1F;
    const float ozone = std::max(0.0F, 1.0F - std::abs(height - 25.0F) / 15.0F);
    return kAir * air + V3{dust, dust, dust} + kOzone * ozone;
}

V3 depthAlong(V3 from, V3 direction, float haze, int steps) {
    const float step = toTop(from, direction) / static_cast<float>(steps);
    V3 depth;
    for (int i = 0; i < steps; ++i) {
        const V3 p = from + direction * (step * (static_cast<float>(i) + 0.5F));
        depth += extinction(std::max(0.0F, length(p) - kEarth), haze) * step;
    }
    return depth;
}

} // namespace

Sky::Sky(const SkySettings& settings) : settings_(settings), table_(kColumns * kRows) {
    const V3 ground{0.0F, 0.0F, kEarth + 0.01F};
    sun_ = kSunlight * exponential(-depthAlong(ground, settings_.to_sun, settings_.haze, 24));
    for (int row = 0; row < kRows; ++row) {
        // Rows crowd at the horizon, where the colour changes fastest.
        const float s = static_cast<float>(row) / static_cast<float>(kRows - 1);
        const float z = std::max(0.004F, s * s);
        for (int column = 0; column < kColumns; ++column) {
            const float azimuth = 2.0F * kPi * static_cast<float>(column) / kColumns;
            const float flat = std::sqrt(std::max(0.0F, 1.0F - z * z));
            table_[static_cast<std::size_t>(row * kColumns + column)] =
                integrate({flat * std::cos(azimuth), flat * std::sin(azimuth), z});
        }
    }
    const float sun_share = std::max(0.0F, settings_.to_sun.z);
    Color everywhere;
    for (int i = 0; i < 8; ++i) {
        const float azimuth = 2.0F * kPi * static_cast<float>(i) / 8.0F;
        const V3 low = normalized({std::cos(azimuth), std::sin(azimuth), 0.35F});
        horizon_ambient_[i] = air(low) * kPi;
        everywhere += horizon_ambient_[i] * 0.125F;
    }
    zenith_ambient_ = air({0.0F, 0.0F, 1.0F}) * (0.5F * kPi) + everywhere * 0.5F;
    // Clouds whiten what the ground gets.
    const float overcast = settings_.clouds * 0.6F;
    const float grey = luminance(zenith_ambient_) * (1.0F + 0.5F * settings_.clouds);
    zenith_ambient_ = mix(zenith_ambient_, {grey, grey, grey}, overcast);
    const Color on_ground = zenith_ambient_ + sun_ * sun_share;
    ground_ambient_ = on_ground * V3{0.30F, 0.28F, 0.25F};
    cloud_light_ = (sun_ * (0.16F + 0.14F * sun_share) + zenith_ambient_ * 0.32F);
    cloud_shade_ = zenith_ambient_ * 0.27F + sun_ * 0.02F;
    exposure_ = 2.15F / std::max(0.05F, luminance(on_ground) + 0.35F * luminance(sun_));
}

Color Sky::integrate(V3 direction) const {
    constexpr int kSteps = 20;
    const V3 origin{0.0F, 0.0F, kEarth + 0.01F};
    const float step = toTop(origin, direction) / kSteps;
    const float mu = dot(direction, settings_.to_sun);
    const float air_phase = 3.0F / (16.0F * kPi) * (1.0F + mu * mu);
    const float g2 = kForward * kForward;
    const float haze_phase = 3.0F / (8.0F * kPi) * (1.0F - g2) * (1.0F + mu * mu) /
                             ((2.0F + g2) * std::pow(1.0F + g2 - 2.0F * kForward * mu, 1.5F));
    V3 depth;
    Color light;
    for (int i = 0; i < kSteps; ++i) {
        // Short steps near the eye, where the air is dense.
        const float s0 = static_cast<float>(i) / kSteps;
        const float s1 = static_cast<float>(i + 1) / kSteps;
        const float from = s0 * s0 * step * kSteps;
        const float to = s1 * s1 * step * kSteps;
        const V3 p = origin + direction * (0.5F * (from + to));
        const float height = std::max(0.0F, length(p) - kEarth);
        const V3 half = extinction(height, settings_.haze) * (0.5F * (to - from));
        depth += half;
        const V3 to_sun = depthAlong(p, settings_.to_sun, settings_.haze, 5);
        const V3 through = exponential(-(depth + to_sun));
        const V3 air = kAir * std::exp(-height / kAirHeight);
        const float dust = kHaze * settings_.haze * std::exp(-height / kHazeHeight);
        const V3 scattered = air * air_phase + V3{dust, dust, dust} * haze_phase;
        // Light scattered more than once, as a share that comes from all sides.
        const V3 again = (air + V3{dust, dust, dust}) * 0.085F;
        light +=
            (scattered * through + again * exponential(-(to_sun * 0.35F + depth))) * (to - from);
        depth += half;
    }
    return light * kSunlight * 2.6F;
}

Color Sky::air(V3 direction) const {
    const float z = std::max(0.0F, direction.z);
    const float row = std::sqrt(z) * (kRows - 1);
    float column = turnOf({direction.x, direction.y}) * kColumns;
    column = column < 0.0F ? column + kColumns : column;
    const int r0 = std::min(kRows - 2, static_cast<int>(row));
    const int c0 = static_cast<int>(column) % kColumns;
    const int c1 = (c0 + 1) % kColumns;
    const float fr = row - static_cast<float>(r0);
    const float fc = column - std::floor(column);
    const auto at = [&](int r, int c) {
        return table_[static_cast<std::size_t>(r * kColumns + c)];
    };
    return mix(mix(at(r0, c0), at(r0, c1), fc), mix(at(r0 + 1, c0), at(r0 + 1, c1), fc), fr);
}

Color Sky::withClouds(V3 direction, Color behind) const {
    if (settings_.clouds <= 0.01F || direction.z < 0.015F) {
        return behind;
    }
    const V2 p = V2{direction.x, direction.y} * (2.3F / (direction.z + 0.14F));
    const float wisp = fractal(p * 0.55F, 2, settings_.seed + 11U);
    const V2 bent{p.x + 0.9F * wisp, p.y + 0.7F * wisp};
    const float dense = fractal(bent, 5, settings_.seed);
    const float edge = mix(0.68F, 0.36F, settings_.clouds);
    const float cover = smoothstep(edge, edge + 0.17F, dense);
    if (cover <= 0.0F) {
        return behind;
    }
    const V2 towards{settings_.to_sun.x, settings_.to_sun.y};
    const float thicker = fractal(bent + towards * 0.22F, 3, settings_.seed);
    const float lit =
        clamp01(0.62F + 2.4F * (dense - thicker) - 0.5F * smoothstep(edge, 0.95F, dense));
    const float glow = std::pow(clamp01(dot(direction, settings_.to_sun)), 12.0F) * (1.0F - cover);
    const Color cloud = mix(cloud_shade_, cloud_light_, lit) + sun_ * (0.25F * glow);
    return mix(behind, cloud, cover * 0.92F * smoothstep(0.015F, 0.16F, direction.z));
}

Color Sky::withoutSun(V3 direction) const {
    return withClouds(direction, air(direction));
}

Color Sky::sunSeen(V3 direction) const {
    const float mu = dot(direction, settings_.to_sun);
    if (mu < 0.985F) {
        return {}; // its glow is below a millionth there
    }
    const float disc = smoothstep(0.99985F, 0.99996F, mu);
    const float aureole = std::exp((mu - 1.0F) * 900.0F);
    return sun_ * (40.0F * disc + 0.6F * aureole);
}

Color Sky::ambient(V3 normal) const {
    float turn = turnOf({normal.x, normal.y}) * 8.0F;
    turn = turn < 0.0F ? turn + 8.0F : turn;
    const int a = static_cast<int>(turn) % 8;
    const float between = turn - std::floor(turn);
    const Color side = mix(horizon_ambient_[a], horizon_ambient_[(a + 1) % 8], between);
    const float flat = std::sqrt(std::max(0.0F, 1.0F - normal.z * normal.z));
    const float up = 0.5F + 0.5F * normal.z;
    const Color sky = mix(zenith_ambient_, side, 0.45F * flat);
    return sky * up + ground_ambient_ * (1.0F - up);
}

SkyDome::SkyDome(const Sky& sky, int size)
    : size_(size), half_(0.5F * static_cast<float>(size - 2)) {
    texels_.reserve(static_cast<std::size_t>(size) * static_cast<std::size_t>(size));
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x) {
            V2 p{(static_cast<float>(x) - 0.5F * static_cast<float>(size - 1)) / half_,
                 (static_cast<float>(y) - 0.5F * static_cast<float>(size - 1)) / half_};
            const float r = length(p);
            p = r > 1.0F ? p * (1.0F / r) : p;
            const float z = std::max(0.0F, 1.0F - dot(p, p));
            const float flat = std::sqrt(1.0F + z);
            texels_.push_back(sky.withoutSun({p.x * flat, p.y * flat, z}));
        }
    }
}

Color SkyDome::at(V3 d) const {
    // Equal areas: the distance from the middle is √(1 − z).
    // Rounding makes directions a little longer than one; the zenith is as far as they go.
    const float z = std::clamp(d.z, 0.0F, 1.0F);
    const float flat2 = d.x * d.x + d.y * d.y;
    const float scale = flat2 > 0.0F ? std::sqrt((1.0F - z) / flat2) : 0.0F;
    const float last = static_cast<float>(size_) - 1.001F;
    const auto texel = [&](float along) {
        const float at = along * scale * half_ + 0.5F * static_cast<float>(size_ - 1);
        return std::min(last, std::max(0.0F, at)); // 0 for what is not a number
    };
    const float x = texel(d.x);
    const float y = texel(d.y);
    const int ix = static_cast<int>(x);
    const int iy = static_cast<int>(y);
    const Color* row = texels_.data() + static_cast<std::ptrdiff_t>(iy) * size_ + ix;
    const float fx = x - static_cast<float>(ix);
    const float fy = y - static_cast<float>(iy);
    return mix(mix(row[0], row[1], fx), mix(row[size_], row[size_ + 1], fx), fy);
}

} // namespace vr360::sample
