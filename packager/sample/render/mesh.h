#pragma once

#include "packager/sample/render/bvh.h"
#include "packager/sample/render/material.h"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace vr360::sample {

struct Vertex {
    V3 position;
    V3 normal;
    V2 uv;                 ///< metres along the surface where the pattern needs a direction
    float openness = 1.0F; ///< share of the sky this point sees, baked
};

struct Face {
    MaterialId material = MaterialId::kPlaster;
    std::uint16_t object = 0; ///< what visitors would name it; 0 is nothing in particular
};

struct Mesh {
    std::vector<Vertex> vertices;
    std::vector<std::uint32_t> indices; ///< three per face
    std::vector<Face> faces;
};

/// A mesh that rays can meet. Immutable, shared between threads and worlds.
struct Model {
    Mesh mesh;
    TriangleTree tree;
};
using ModelPtr = std::shared_ptr<const Model>;

Model makeModel(Mesh mesh);

/// Adds surfaces to a mesh. Normals point outwards; large surfaces are cut so that light baked into
/// corners has somewhere to be.
class MeshBuilder {
public:
    explicit MeshBuilder(float cell = 1.0F) : cell_(cell) {}

    MaterialId material = MaterialId::kPlaster;
    std::uint16_t object = 0;
    Transform transform; ///< applied to everything added

    /// Corners anticlockwise seen from outside; uv in metres from `a` towards b and d.
    void quad(V3 a, V3 b, V3 c, V3 d);
    void triangle(V3 a, V3 b, V3 c);
    /// Standing on z = base.z, centred on base in x and y.
    void box(V3 base, V3 size, bool with_bottom = false);
    /// A box with vertical sides turned by `angle`.
    void turnedBox(V3 base, V3 size, float angle);
    /// (radius, height) pairs turned around the vertical axis through `base`.
    void lathe(V3 base, std::span<const V2> profile, int segments);
    void cylinder(V3 base, float radius, float height, int segments = 10);
    void cone(V3 base, float radius, float height, int segments = 10);
    void ellipsoid(V3 centre, V3 radius, int segments = 8);
    /// A tube with a radius per point.
    void tube(std::span<const V3> path, std::span<const float> radius, int segments = 6);
    void tube(std::span<const V3> path, float radius, int segments = 6);
    /// position(u, v) for u, v in 0…1; anticlockwise seen from outside; uv scaled to metres.
    void grid(int columns, int rows, const std::function<V3(float, float)>& position, V2 metres);
    /// A flat polygon in the plane y = const of the frame, extruded along y by `depth` towards +y.
    void extrude(std::span<const V2> outline, float y, float depth);

    [[nodiscard]] const Mesh& mesh() const { return mesh_; }
    Mesh take() { return std::move(mesh_); }

private:
    void face(std::uint32_t a, std::uint32_t b, std::uint32_t c);
    std::uint32_t vertex(V3 position, V3 normal, V2 uv);

    float cell_;
    Mesh mesh_;
};

} // namespace vr360::sample
