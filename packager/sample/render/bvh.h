#pragma once

#include "packager/sample/render/math.h"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace vr360::sample {

struct Box {
    V3 low{std::numeric_limits<float>::max(),
           std::numeric_limits<float>::max(),
           std::numeric_limits<float>::max()};
    V3 high{std::numeric_limits<float>::lowest(),
            std::numeric_limits<float>::lowest(),
            std::numeric_limits<float>::lowest()};

    void add(V3 p) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y), std::min(low.z, p.z)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y), std::max(high.z, p.z)};
    }
    void add(const Box& b) {
        add(b.low);
        add(b.high);
    }
    [[nodiscard]] V3 centre() const { return (low + high) * 0.5F; }
    [[nodiscard]] float area() const {
        const V3 d = high - low;
        return d.x < 0.0F ? 0.0F : d.x * d.y + d.y * d.z + d.z * d.x;
    }
};

inline constexpr int kLanes = 8;

/// Eight children side by side, so that one ray meets all of them in a few instructions.
struct alignas(32) BvhNode {
    float bounds[6][kLanes];    ///< low x, y, z, high x, y, z
    std::int32_t child[kLanes]; ///< ≥ 0 a node; < 0 the leaf ~child; kNoChild nothing
};
inline constexpr std::int32_t kNoChild = std::numeric_limits<std::int32_t>::max();

/// Which primitives a leaf holds: `count` entries of Bvh::order from `first`.
struct BvhLeaf {
    std::int32_t first = 0;
    std::int32_t count = 0;
};

/// A bounding-volume hierarchy, eight children wide, built by the surface-area heuristic. The order
/// is a pure function of the boxes.
struct Bvh {
    std::vector<BvhNode> nodes; ///< the first is the root; empty if there is nothing
    std::vector<BvhLeaf> leaves;
    std::vector<std::int32_t> order;
};
Bvh buildBvh(std::span<const Box> boxes, int leaf_size);

/// Up to eight triangles side by side: a corner and two edges each.
struct alignas(32) TriangleBlock {
    float corner[3][kLanes];
    float edge1[3][kLanes];
    float edge2[3][kLanes];
    std::int32_t triangle[kLanes];
};

/// What a ray meets: nothing yet while `triangle` is negative.
struct TriangleHit {
    float t = std::numeric_limits<float>::max();
    float u = 0.0F;
    float v = 0.0F;
    std::int32_t triangle = -1;
};

/// A hierarchy over triangles, ready to be met by rays. Leaf i of the hierarchy is block i.
struct TriangleTree {
    std::vector<BvhNode> nodes;
    std::vector<TriangleBlock> blocks;
};
TriangleTree buildTriangleTree(std::span<const V3> positions,
                               std::span<const std::uint32_t> indices);

/// A tree of triangles standing somewhere. It has at least one node.
struct TracedInstance {
    Transform inverse; ///< from the world's axes to the tree's
    const BvhNode* nodes = nullptr;
    const TriangleBlock* blocks = nullptr;
};

/// What rays are traced through: a hierarchy whose leaf i is instance i. Holds nothing itself.
struct TracedScene {
    const BvhNode* nodes = nullptr; ///< nullptr: nothing is there
    const TracedInstance* instances = nullptr;
};

/// Shortens `hit` to the nearest triangle the ray meets before hit.t; the instance, or −1 if there
/// is none.
int intersect(const TracedScene& scene, const Ray& ray, TriangleHit& hit);
/// What stood in the way last. Neighbouring rays meet the same thing more often than not, so it is
/// asked first.
struct Occluder {
    std::int32_t instance = -1; ///< −1: nothing is known
    std::int32_t block = 0;
};
/// True if any triangle lies between the origin and `limit`; `last` then says which block it is in.
bool occluded(const TracedScene& scene, const Ray& ray, float limit, Occluder& last);

} // namespace vr360::sample
