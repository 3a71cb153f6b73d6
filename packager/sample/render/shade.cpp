#include "packager/sample/render/shade.h"

#include "packager/sample/render/random.h"

#include <array>
#include <bit>

namespace vr360::sample {

namespace {

constexpr float kFar = 20'000.0F;
constexpr float kLift = 0.004F; // off the surface, metres

float fifth(float x) {
    return x * x * x * x * x;
}

float offsetFor(const Hit& hit) {
    return kLift + hit.t * 2e-4F;
}

Color lampLight(const World& world, V3 position, V3 normal) {
    Color light;
    for (const Lamp& lamp : world.lamps()) {
        const V3 to = lamp.position - position;
        const float d2 = dot(to, to);
        const float d = std::sqrt(d2);
        const float facing = 0.35F + 0.65F * std::max(0.0F, dot(normal, to) / std::max(d, 0.01F));
        light += lamp.power * (facing / (d2 + 0.35F) * smoothstep(22.0F, 6.0F, d));
    }
    return light;
}

Color withAir(const World& world, Color light, V3 direction, float distance) {
    const Sky& sky = world.sky();
    const float clear = std::exp(-distance * (0.00007F + 0.000125F * sky.haze()));
    if (clear > 0.998F) {
        return light;
    }
    const V3 level = normalized({direction.x, direction.y, std::max(0.02F, direction.z)});
    return mix(sky.air(level), light, clear);
}

/// Whether the sun reaches a surface that faces it.
bool sunReaches(const World& world, const Hit& hit, RowLight& row) {
    const V3 to_sun = world.sky().toSun();
    const V3 side = dot(hit.geometric, to_sun) > 0.0F ? hit.geometric : -hit.geometric;
    return !world.isOccluded({hit.position + side * offsetFor(hit), to_sun}, kFar, row.shade);
}

Color sunlight(const World& world, const Surface& s, V3 view, float facing) {
    const Sky& sky = world.sky();
    if (facing < 0.0F) {
        return s.albedo * V3{1.1F, 1.15F, 0.6F} * sky.sun() * (-facing * s.through / kPi);
    }
    Color light = s.albedo * sky.sun() * (facing / kPi);
    if (s.gloss > 0.0F) {
        const V3 half = normalized(sky.toSun() - view);
        light += sky.sun() * (s.gloss * std::pow(clamp01(dot(half, s.normal)), 60.0F));
    }
    return light;
}

/// Light that leaves the surface towards the eye. `sun`: what is known of the sun before, and what
/// is known after.
Color lit(const World& world,
          const Hit& hit,
          const Surface& s,
          V3 view,
          RowLight& row,
          Sample::Sun& sun) {
    const Sky& sky = world.sky();
    const V3 to_sun = sky.toSun();
    const float facing = dot(s.normal, to_sun);
    Color light = s.albedo * sky.ambient(s.normal) * (hit.openness * (1.0F / kPi));
    const bool through = facing < 0.0F && s.through > 0.0F;
    if ((facing > 0.0F && dot(hit.geometric, to_sun) > -0.05F) || through) {
        if (sun == Sample::Sun::kNone) {
            sun = sunReaches(world, hit, row) ? Sample::Sun::kShines : Sample::Sun::kBlocked;
        }
        if (sun == Sample::Sun::kShines) {
            light += sunlight(world, s, view, facing);
        }
    } else {
        sun = Sample::Sun::kNone;
    }
    if (!world.lamps().empty()) {
        light += s.albedo * lampLight(world, hit.position, s.normal) * (hit.openness / kPi);
    }
    return light + s.glow * (1.0F / sky.exposure());
}

/// Nearby things and sky in a mirror, without mirrors in it.
Color reflected(const World& world, const Ray& ray, float pixel_angle, RowLight& row) {
    const auto hit = world.intersect(ray, kFar);
    if (!hit) {
        return row.dome.at(ray.direction);
    }
    if (hit->water) {
        return withAir(world,
                       world.sky().air({ray.direction.x, ray.direction.y, 0.05F}) * 0.5F,
                       ray.direction,
                       hit->t);
    }
    const Surface s = surfaceAt(
        hit->material,
        {hit->position, hit->normal, hit->uv, hit->t * pixel_angle * 3.0F, hit->seed, hit->tint});
    Sample::Sun sun = Sample::Sun::kNone;
    return withAir(world, lit(world, *hit, s, ray.direction, row, sun), ray.direction, hit->t);
}

/// The slope of the lake's surface: wind waves in several sizes, those too small for a pixel left
/// out.
V2 ripples(V2 p, float footprint) {
    V2 slope;
    float size = 1.9F;
    float strength = 0.018F;
    V2 at{p.x + 0.35F * p.y, p.y - 0.2F * p.x};
    for (std::uint32_t octave = 0; octave < 5; ++octave) {
        const float shown = clamp01(1.6F - 2.2F * footprint / size);
        if (shown > 0.0F) {
            const V2 q{at.x / size, at.y * 1.7F / size};
            constexpr float kStep = 0.2F;
            const float here = noise(q, octave);
            const float gx = noise({q.x + kStep, q.y}, octave) - here;
            const float gy = noise({q.x, q.y + kStep}, octave) - here;
            slope = slope + V2{gx, 1.7F * gy} * (shown * strength / kStep);
        }
        at = rotated(at, 0.9F) + V2{3.1F, 7.7F};
        size *= 0.45F;
        strength *= 0.9F;
    }
    return slope;
}

Color waterColor(
    const World& world, const Hit& hit, const Ray& ray, float pixel_angle, RowLight& row) {
    const Sky& sky = world.sky();
    const V2 p{hit.position.x, hit.position.y};
    const float grazing = std::max(0.02F, -ray.direction.z);
    const float footprint = hit.t * pixel_angle / std::sqrt(grazing);
    // Calm and windy stretches.
    const float wind = 0.55F + 0.9F * smoothstep(0.35F, 0.7F, fractal(p * 0.012F, 3, 5U));
    const V2 slope = ripples(p, footprint) * wind;
    const V3 normal = normalized({-slope.x, -slope.y, 1.0F});
    V3 mirror = ray.direction - normal * (2.0F * dot(ray.direction, normal));
    mirror.z = std::max(0.012F, mirror.z);
    mirror = normalized(mirror);
    const float cosine = clamp01(-dot(ray.direction, normal));
    const float fresnel = 0.02F + 0.98F * fifth(1.0F - cosine);
    const Color mirrored =
        reflected(world, {hit.position + V3{0.0F, 0.0F, 0.02F}, mirror}, pixel_angle, row);
    const Color below = sky.ambient({0.0F, 0.0F, 1.0F}) * V3{0.020F, 0.036F, 0.030F} +
                        sky.sun() * V3{0.003F, 0.006F, 0.004F};
    Color light = mix(below, mirrored, fresnel * 0.94F);
    const float glint = std::pow(clamp01(dot(mirror, sky.toSun())), 420.0F);
    light += sky.sun() * (glint * 2.2F * fresnel);
    return light;
}

std::uint32_t surfaceKey(const Hit& hit, const Surface& s) {
    if (s.through > 0.3F) {
        // Foliage is one rough surface: smoothing every leaf's edge against the next costs more
        // than it shows.
        return hash(static_cast<std::uint32_t>(hit.material)) | 1U;
    }
    const auto facing = [](float x) { return static_cast<std::uint32_t>((x + 1.0F) * 5.5F); };
    const std::uint32_t normal =
        facing(hit.geometric.x) << 8U | facing(hit.geometric.y) << 4U | facing(hit.geometric.z);
    return hash(hash(static_cast<std::uint32_t>(hit.material), hit.seed), normal) | 1U;
}

/// Whether what is known of the sun at `like` holds at this hit too.
bool sharesSun(const Sample& like, const Sample& here) {
    if (here.piece != 0 && here.piece == like.piece) {
        return true;
    }
    return !here.foliage && here.surface == like.surface &&
           std::abs(here.distance - like.distance) < 0.02F * like.distance;
}

/// Display values by the linear light's own bits: 64 steps an octave, straight lines between.
class ToneCurve {
public:
    ToneCurve() {
        for (std::uint32_t i = 0; i < table_.size(); ++i) {
            table_[i] = exact(std::bit_cast<float>(kFirst + (i << kShift)));
        }
    }
    [[nodiscard]] float operator()(float x) const {
        if (!(x > kLow)) {
            return std::max(x, 0.0F) * (table_[0] / kLow);
        }
        const std::uint32_t bits = std::bit_cast<std::uint32_t>(std::min(x, 15.9F)) - kFirst;
        const std::uint32_t i = bits >> kShift;
        constexpr std::uint32_t kMask = (1U << kShift) - 1U;
        const float share = static_cast<float>(bits & kMask) * (1.0F / (1U << kShift));
        return mix(table_[i], table_[i + 1], share);
    }

private:
    static float exact(float x) {
        const float film = clamp01(x * (2.51F * x + 0.03F) / (x * (2.43F * x + 0.59F) + 0.14F));
        return film <= 0.0031308F ? 12.92F * film : 1.055F * std::pow(film, 1.0F / 2.4F) - 0.055F;
    }

    static constexpr float kLow = 1.0F / 8192.0F;
    static constexpr std::uint32_t kFirst = std::bit_cast<std::uint32_t>(kLow);
    static constexpr std::uint32_t kShift = 17;
    std::array<float, 17 * 64 + 1> table_{}; // up to 16
};

} // namespace

Sample
trace(const World& world, const Ray& ray, float pixel_angle, RowLight& row, const Sample* like) {
    const auto hit = world.intersect(ray, kFar);
    if (!hit) {
        return {row.dome.at(ray.direction) + world.sky().sunSeen(ray.direction)};
    }
    Sample sample;
    sample.distance = hit->t;
    if (hit->water) {
        const Color light = waterColor(world, *hit, ray, pixel_angle, row);
        sample.light = withAir(world, light, ray.direction, hit->t);
        sample.surface = 2;
        return sample;
    }
    const float grazing = std::max(0.06F, std::abs(dot(ray.direction, hit->geometric)));
    const float footprint = hit->t * pixel_angle / std::sqrt(grazing);
    const Surface s = surfaceAt(
        hit->material, {hit->position, hit->normal, hit->uv, footprint, hit->seed, hit->tint});
    sample.surface = surfaceKey(*hit, s);
    sample.piece = hit->piece;
    sample.foliage = s.through > 0.3F;
    if (like != nullptr && sharesSun(*like, sample)) {
        sample.sun = like->sun;
    }
    Color light = lit(world, *hit, s, ray.direction, row, sample.sun);
    if (s.gloss > 0.045F) {
        const float cosine = clamp01(-dot(ray.direction, s.normal));
        const float fresnel = s.gloss + (1.0F - s.gloss) * fifth(1.0F - cosine);
        const V3 mirror = ray.direction - s.normal * (2.0F * dot(ray.direction, s.normal));
        const Ray onward{hit->position + hit->geometric * offsetFor(*hit), mirror};
        light = mix(light, reflected(world, onward, pixel_angle, row), fresnel * 0.85F);
    }
    sample.light = withAir(world, light, ray.direction, hit->t);
    return sample;
}

V3 developed(Color light, float exposure) {
    static const ToneCurve curve;
    return {curve(light.x * exposure), curve(light.y * exposure), curve(light.z * exposure)};
}

} // namespace vr360::sample
