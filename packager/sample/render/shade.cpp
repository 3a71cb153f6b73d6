#include "packager/sample/render/shade.h"

#include "packager/sample/render/random.h"

namespace vr360::sample {

namespace {

constexpr float kFar = 20'000.0F;
constexpr float kLift = 0.004F; // off the surface, metres

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

Color lit(const World& world, const Hit& hit, const Surface& s, V3 view) {
    const Sky& sky = world.sky();
    const V3 to_sun = sky.toSun();
    const float facing = dot(s.normal, to_sun);
    Color light = s.albedo * sky.ambient(s.normal) * (hit.openness * (1.0F / kPi));
    const bool through = facing < 0.0F && s.through > 0.0F;
    if ((facing > 0.0F && dot(hit.geometric, to_sun) > -0.05F) || through) {
        const V3 side = dot(hit.geometric, to_sun) > 0.0F ? hit.geometric : -hit.geometric;
        const Ray to_light{hit.position + side * offsetFor(hit), to_sun};
        if (!world.isOccluded(to_light, kFar)) {
            const float share = through ? -facing * s.through : facing;
            const Color colour = through ? s.albedo * V3{1.1F, 1.15F, 0.6F} : s.albedo;
            light += colour * sky.sun() * (share / kPi);
            if (s.gloss > 0.0F && !through) {
                const V3 half = normalized(to_sun - view);
                light += sky.sun() * (s.gloss * std::pow(clamp01(dot(half, s.normal)), 60.0F));
            }
        }
    }
    if (!world.lamps().empty()) {
        light += s.albedo * lampLight(world, hit.position, s.normal) * (hit.openness / kPi);
    }
    return light + s.glow * (1.0F / sky.exposure());
}

/// Nearby things and sky in a mirror, without mirrors in it.
Color reflected(const World& world, const Ray& ray, float pixel_angle) {
    const auto hit = world.intersect(ray, kFar);
    if (!hit) {
        return world.sky().radiance(ray.direction, false);
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
    return withAir(world, lit(world, *hit, s, ray.direction), ray.direction, hit->t);
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

Color waterColor(const World& world, const Hit& hit, const Ray& ray, float pixel_angle) {
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
    const float fresnel = 0.02F + 0.98F * std::pow(1.0F - cosine, 5.0F);
    const Color mirrored =
        reflected(world, {hit.position + V3{0.0F, 0.0F, 0.02F}, mirror}, pixel_angle);
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

} // namespace

Sample trace(const World& world, const Ray& ray, float pixel_angle) {
    const auto hit = world.intersect(ray, kFar);
    if (!hit) {
        return {world.sky().radiance(ray.direction), 0, 1e9F};
    }
    if (hit->water) {
        const Color light = waterColor(world, *hit, ray, pixel_angle);
        return {withAir(world, light, ray.direction, hit->t), 2, hit->t};
    }
    const float grazing = std::max(0.06F, std::abs(dot(ray.direction, hit->geometric)));
    const float footprint = hit->t * pixel_angle / std::sqrt(grazing);
    const Surface s = surfaceAt(
        hit->material, {hit->position, hit->normal, hit->uv, footprint, hit->seed, hit->tint});
    Color light = lit(world, *hit, s, ray.direction);
    if (s.gloss > 0.045F) {
        const float cosine = clamp01(-dot(ray.direction, s.normal));
        const float fresnel = s.gloss + (1.0F - s.gloss) * std::pow(1.0F - cosine, 5.0F);
        const V3 mirror = ray.direction - s.normal * (2.0F * dot(ray.direction, s.normal));
        const Ray onward{hit->position + hit->geometric * offsetFor(*hit), mirror};
        light = mix(light, reflected(world, onward, pixel_angle), fresnel * 0.85F);
    }
    return {withAir(world, light, ray.direction, hit->t), surfaceKey(*hit, s), hit->t};
}

V3 developed(Color light, float exposure) {
    const auto curve = [](float x) {
        const float film = x * (2.51F * x + 0.03F) / (x * (2.43F * x + 0.59F) + 0.14F);
        return clamp01(film);
    };
    const auto display = [](float x) {
        return x <= 0.0031308F ? 12.92F * x : 1.055F * std::pow(x, 1.0F / 2.4F) - 0.055F;
    };
    const Color x = light * exposure;
    return {display(curve(x.x)), display(curve(x.y)), display(curve(x.z))};
}

} // namespace vr360::sample
