#include "border_lines.h"

#include <array>
#include <cmath>
#include <functional>
#include <vector>

namespace vr360::golden {
namespace {

/// The error, its mean over the channels, as a continuous function of the picture.
class Error {
public:
    Error(const Picture& view, const Picture& reference)
        : width_(view.width),
          height_(view.height),
          values_(static_cast<std::size_t>(view.width) * view.height) {
        for (std::size_t i = 0; i < values_.size(); ++i) {
            int sum = 0;
            for (std::size_t c = 0; c < 3; ++c) {
                sum += view.rgb[3 * i + c] - reference.rgb[3 * i + c];
            }
            values_[i] = static_cast<float>(sum) / 3.0F;
        }
    }

    [[nodiscard]] bool holds(Vec2 p, double margin) const {
        return p.x >= margin && p.y >= margin && p.x <= width_ - margin && p.y <= height_ - margin;
    }

    [[nodiscard]] double at(Vec2 p) const {
        const double x = p.x - 0.5;
        const double y = p.y - 0.5;
        const int x0 = static_cast<int>(std::floor(x));
        const int y0 = static_cast<int>(std::floor(y));
        const double a = x - x0;
        const double b = y - y0;
        const auto value = [&](int i, int j) {
            return static_cast<double>(values_[static_cast<std::size_t>(y0 + j) * width_ + x0 + i]);
        };
        return std::lerp(
            std::lerp(value(0, 0), value(1, 0), a), std::lerp(value(0, 1), value(1, 1), a), b);
    }

private:
    int width_;
    int height_;
    std::vector<float> values_;
};

struct Point {
    Vec2 place;
    Vec2 across; ///< unit vector at right angles to the border
};

constexpr double kMargin = 16.0;
/// Where "elsewhere" is: this many pixels beside the border.
constexpr std::array<double, 4> kAside{-11.0, -7.0, 7.0, 11.0};

class Measurer {
public:
    Measurer(const Picture& view, const Picture& reference, const Camera& camera)
        : error_(view, reference), camera_(camera) {}

    /// A border: direction as a function of how far along it one is, 0…`length` (radians on the
    /// unit sphere at most).
    void follow(double length, const std::function<Vec3(double)>& at) {
        const double step = 0.5 / camera_.pixelsPerRadian();
        std::vector<Point> run;
        Vec2 last{-1e9, -1e9};
        for (double s = 0.0; s <= length; s += step) {
            const Camera::Projected here = camera_.project(at(s));
            const Camera::Projected next = camera_.project(at(s + step));
            if (!here.in_front || !next.in_front || !error_.holds(here.pixel, kMargin)) {
                run.clear();
                continue;
            }
            if (std::hypot(here.pixel.x - last.x, here.pixel.y - last.y) < 1.0) {
                continue;
            }
            last = here.pixel;
            const double dx = next.pixel.x - here.pixel.x;
            const double dy = next.pixel.y - here.pixel.y;
            const double size = std::max(1e-9, std::hypot(dx, dy));
            run.push_back({here.pixel, {-dy / size, dx / size}});
            if (run.size() == kRunPixels) {
                addRun(run);
                run.clear();
            }
        }
    }

    [[nodiscard]] BorderLines result() const {
        BorderLines out;
        out.runs = runs_;
        const double n = std::max(1, runs_);
        const double m = n * kAside.size();
        out.border = {std::sqrt(border_.step / n), std::sqrt(border_.ridge / n)};
        out.elsewhere = {std::sqrt(elsewhere_.step / m), std::sqrt(elsewhere_.ridge / m)};
        out.worst_step = worst_;
        out.worst_at = worst_at_;
        return out;
    }

private:
    [[nodiscard]] double at(const Point& p, double aside) const {
        return error_.at({p.place.x + aside * p.across.x, p.place.y + aside * p.across.y});
    }

    [[nodiscard]] LineContrast contrast(const std::vector<Point>& run, double aside) const {
        LineContrast sum;
        for (const Point& p : run) {
            sum.step += at(p, aside + 1.0) - at(p, aside - 1.0);
            sum.ridge += at(p, aside) - (at(p, aside + 2.0) + at(p, aside - 2.0)) / 2.0;
        }
        return {sum.step / static_cast<double>(run.size()),
                sum.ridge / static_cast<double>(run.size())};
    }

    void addRun(const std::vector<Point>& run) {
        const auto add = [](LineContrast& sum, const LineContrast& c) {
            sum.step += c.step * c.step;
            sum.ridge += c.ridge * c.ridge;
        };
        const LineContrast here = contrast(run, 0.0);
        add(border_, here);
        for (const double aside : kAside) {
            add(elsewhere_, contrast(run, aside));
        }
        const double strength = std::max(std::abs(here.step), std::abs(here.ridge));
        if (strength > worst_) {
            worst_ = strength;
            worst_at_ = run[run.size() / 2].place;
        }
        ++runs_;
    }

    Error error_;
    const Camera& camera_;
    int runs_ = 0;
    LineContrast border_; ///< sums of squares
    LineContrast elsewhere_;
    double worst_ = 0.0;
    Vec2 worst_at_;
};

} // namespace

BorderLines measureBorders(const Picture& view,
                           const Picture& reference,
                           const Camera& camera,
                           const GridLevel& level) {
    Measurer measurer(view, reference, camera);
    for (const GridRow& row : level.rows) {
        const double top = kPi * (0.5 - static_cast<double>(row.y) / level.height);
        const double height = kPi * row.height / level.height;
        if (row.y > 0) {
            const double circle = std::cos(top);
            measurer.follow(2.0 * kPi * circle, [&](double s) {
                return direction({s / circle - kPi, top});
            });
        }
        for (int c = 0; c < row.columns; ++c) {
            const double lon = 2.0 * kPi * row.columnStart(c) / row.width - kPi;
            measurer.follow(height, [&](double s) { return direction({lon, top - s}); });
        }
    }
    return measurer.result();
}

} // namespace vr360::golden
