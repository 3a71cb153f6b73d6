#pragma once

#include "packager/sample/kinds/composer.h"

namespace vr360::sample {

/// A precinct's own axes (x to the right, y from the gate to the hall, the court around the origin)
/// in those of a viewer who stands at `eye` and looks at `target`.
class PrecinctFrame {
public:
    PrecinctFrame() = default;
    PrecinctFrame(V2 eye, V2 target);

    [[nodiscard]] V2 at(V2 p) const { return rotated(p - eye_, angle_); }
    [[nodiscard]] float angle() const { return angle_; }
    /// For buildings: everything added is put into the viewer's axes.
    [[nodiscard]] MeshBuilder builder() const;

    void plant(Composer& c, Plant kind, V2 p, float scale = 1.0F, std::uint16_t object = 0) const;
    void thing(Composer& c,
               Thing kind,
               V2 p,
               float turn,
               std::uint16_t object = 0,
               float z = 0.0F,
               int variant = -1) const;
    void person(Composer& c, Person kind, V2 p, float turn) const;

private:
    V2 eye_;
    float angle_ = 0.0F;
};

/// Half the width the gate takes.
float addPrecinctGate(
    MeshBuilder& b, const PrecinctPlan& plan, V3 front, float variation, Composer& c);
void addPrecinctPond(Composer& c, const PrecinctFrame& frame, V2 centre, V2 half, bool lotus);
void addPrecinctWell(Composer& c, const PrecinctFrame& frame, V2 at);
/// A wall that keeps straight-flying spirits out.
void addPrecinctScreen(Composer& c, const PrecinctFrame& frame, V2 at, MaterialId wall);
/// What stands at one side of the court: `hand` −1 left, 1 right.
void addPrecinctSide(Composer& c,
                     const PrecinctFrame& frame,
                     const PrecinctPlan& plan,
                     PrecinctPlan::Side what,
                     float hand,
                     float half_width,
                     float variation);
/// Two lines with paper lanterns across the axis, `reach` to both sides.
void addLanternLines(Composer& c, const PrecinctFrame& frame, float y, float reach, int colour);

} // namespace vr360::sample
