#include "packager/sample/render/bvh.h"

#include <array>
#include <cstring>
#include <numeric>

namespace vr360::sample {

namespace {

/// A node of the binary hierarchy that the wide one is gathered from.
struct BinaryNode {
    Box box;
    std::int32_t left = -1;
    std::int32_t right = -1;
    std::int32_t first = 0;
    std::int32_t count = 0;
};

constexpr int kBins = 12;

float axisOf(V3 v, int axis) {
    return axis == 0 ? v.x : axis == 1 ? v.y : v.z;
}

struct Split {
    float cost = std::numeric_limits<float>::max();
    int axis = 0;
    float at = 0.0F;
};

class Builder {
public:
    Builder(std::span<const Box> boxes, int leaf_size) : boxes_(boxes), leaf_size_(leaf_size) {
        order_.resize(boxes.size());
        std::iota(order_.begin(), order_.end(), 0);
        centres_.reserve(boxes.size());
        for (const Box& box : boxes) {
            centres_.push_back(box.centre());
        }
    }

    Bvh build() {
        Bvh bvh;
        if (boxes_.empty()) {
            return bvh;
        }
        nodes_.reserve(boxes_.size());
        divide(0, static_cast<std::int32_t>(boxes_.size()));
        gather(0, bvh);
        bvh.order = std::move(order_);
        return bvh;
    }

private:
    std::int32_t divide(std::int32_t first, std::int32_t count) {
        BinaryNode node;
        Box centres;
        for (std::int32_t i = first; i < first + count; ++i) {
            const auto primitive = static_cast<std::size_t>(order_[static_cast<std::size_t>(i)]);
            node.box.add(boxes_[primitive]);
            centres.add(centres_[primitive]);
        }
        node.first = first;
        node.count = count;
        const auto index = static_cast<std::int32_t>(nodes_.size());
        nodes_.push_back(node);
        if (count > leaf_size_) {
            const std::int32_t middle = partition(first, count, centres);
            const std::int32_t left = divide(first, middle - first);
            const std::int32_t right = divide(middle, first + count - middle);
            nodes_[static_cast<std::size_t>(index)].left = left;
            nodes_[static_cast<std::size_t>(index)].right = right;
        }
        return index;
    }

    std::int32_t partition(std::int32_t first, std::int32_t count, const Box& centres) {
        const Split split = bestSplit(first, count, centres);
        const auto begin = order_.begin() + first;
        auto middle = begin + count / 2;
        if (split.cost < std::numeric_limits<float>::max()) {
            middle = std::stable_partition(begin, begin + count, [&](std::int32_t p) {
                return axisOf(centres_[static_cast<std::size_t>(p)], split.axis) < split.at;
            });
        }
        if (middle == begin || middle == begin + count) {
            middle = begin + count / 2;
        }
        return static_cast<std::int32_t>(middle - order_.begin());
    }

    Split bestSplit(std::int32_t first, std::int32_t count, const Box& centres) const {
        Split best;
        for (int axis = 0; axis < 3; ++axis) {
            const float low = axisOf(centres.low, axis);
            const float extent = axisOf(centres.high, axis) - low;
            if (!(extent > 1e-6F)) {
                continue;
            }
            std::array<Box, kBins> bins;
            std::array<int, kBins> counts{};
            for (std::int32_t i = first; i < first + count; ++i) {
                const auto p = static_cast<std::size_t>(order_[static_cast<std::size_t>(i)]);
                const int bin = std::min(kBins - 1,
                                         static_cast<int>((axisOf(centres_[p], axis) - low) /
                                                          extent * static_cast<float>(kBins)));
                bins[static_cast<std::size_t>(bin)].add(boxes_[p]);
                ++counts[static_cast<std::size_t>(bin)];
            }
            std::array<float, kBins> right_cost{};
            Box box;
            int n = 0;
            for (std::size_t b = kBins - 1; b > 0; --b) {
                box.add(bins[b]);
                n += counts[b];
                right_cost[b] = n > 0 ? box.area() * static_cast<float>(n) : 0.0F;
            }
            box = {};
            n = 0;
            for (std::size_t b = 0; b + 1 < kBins; ++b) {
                box.add(bins[b]);
                n += counts[b];
                const float cost =
                    (n > 0 ? box.area() * static_cast<float>(n) : 0.0F) + right_cost[b + 1];
                if (cost < best.cost) {
                    best = {cost,
                            axis,
                            low + extent * static_cast<float>(b + 1) / static_cast<float>(kBins)};
                }
            }
        }
        return best;
    }

    /// One wide node from the largest of the binary node's descendants.
    std::int32_t gather(std::int32_t from, Bvh& bvh) {
        std::array<std::int32_t, kLanes> picked{};
        int count = 0;
        picked[0] = from;
        count = 1;
        for (;;) {
            int widest = -1;
            float area = -1.0F;
            for (int i = 0; i < count; ++i) {
                const BinaryNode& node = binary(picked[static_cast<std::size_t>(i)]);
                if (node.left >= 0 && node.box.area() > area) {
                    area = node.box.area();
                    widest = i;
                }
            }
            if (widest < 0 || count == kLanes) {
                break;
            }
            const BinaryNode& node = binary(picked[static_cast<std::size_t>(widest)]);
            picked[static_cast<std::size_t>(widest)] = node.left;
            picked[static_cast<std::size_t>(count++)] = node.right;
        }
        const auto index = static_cast<std::int32_t>(bvh.nodes.size());
        bvh.nodes.push_back(emptyNode());
        for (int lane = 0; lane < count; ++lane) {
            const BinaryNode node = binary(picked[static_cast<std::size_t>(lane)]);
            std::int32_t child = 0;
            if (node.left < 0) {
                child = ~static_cast<std::int32_t>(bvh.leaves.size());
                bvh.leaves.push_back({node.first, node.count});
            } else {
                child = gather(picked[static_cast<std::size_t>(lane)], bvh);
            }
            setChild(bvh.nodes[static_cast<std::size_t>(index)], lane, node.box, child);
        }
        return index;
    }

    static BvhNode emptyNode() {
        BvhNode node;
        for (int lane = 0; lane < kLanes; ++lane) {
            for (int i = 0; i < 3; ++i) {
                node.bounds[i][lane] = std::numeric_limits<float>::max();
                node.bounds[i + 3][lane] = std::numeric_limits<float>::lowest();
            }
            node.child[lane] = kNoChild;
        }
        return node;
    }

    static void setChild(BvhNode& node, int lane, const Box& box, std::int32_t child) {
        const float values[6] = {
            box.low.x, box.low.y, box.low.z, box.high.x, box.high.y, box.high.z};
        for (int i = 0; i < 6; ++i) {
            node.bounds[i][lane] = values[i];
        }
        node.child[lane] = child;
    }

    [[nodiscard]] const BinaryNode& binary(std::int32_t i) const {
        return nodes_[static_cast<std::size_t>(i)];
    }

    std::span<const Box> boxes_;
    int leaf_size_;
    std::vector<V3> centres_;
    std::vector<std::int32_t> order_;
    std::vector<BinaryNode> nodes_;
};

void setTriangle(TriangleBlock& block, int lane, V3 a, V3 b, V3 c, std::int32_t index) {
    const V3 e1 = b - a;
    const V3 e2 = c - a;
    const float corner[3] = {a.x, a.y, a.z};
    const float edge1[3] = {e1.x, e1.y, e1.z};
    const float edge2[3] = {e2.x, e2.y, e2.z};
    for (int i = 0; i < 3; ++i) {
        block.corner[i][lane] = corner[i];
        block.edge1[i][lane] = edge1[i];
        block.edge2[i][lane] = edge2[i];
    }
    block.triangle[lane] = index;
}

} // namespace

Bvh buildBvh(std::span<const Box> boxes, int leaf_size) {
    return Builder(boxes, leaf_size).build();
}

TriangleTree buildTriangleTree(std::span<const V3> positions,
                               std::span<const std::uint32_t> indices) {
    const std::size_t count = indices.size() / 3;
    std::vector<Box> boxes(count);
    TriangleTree tree;
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = 0; k < 3; ++k) {
            boxes[i].add(positions[indices[3 * i + k]]);
        }
    }
    Bvh bvh = buildBvh(boxes, kLanes);
    tree.nodes = std::move(bvh.nodes);
    tree.blocks.resize(bvh.leaves.size());
    for (std::size_t leaf = 0; leaf < bvh.leaves.size(); ++leaf) {
        TriangleBlock& block = tree.blocks[leaf];
        for (int lane = 0; lane < kLanes; ++lane) {
            if (lane >= bvh.leaves[leaf].count) {
                setTriangle(block, lane, {}, {}, {}, -1);
                continue;
            }
            const std::int32_t i =
                bvh.order[static_cast<std::size_t>(bvh.leaves[leaf].first + lane)];
            const auto at = 3 * static_cast<std::size_t>(i);
            setTriangle(block,
                        lane,
                        positions[indices[at]],
                        positions[indices[at + 1]],
                        positions[indices[at + 2]],
                        i);
        }
    }
    return tree;
}

} // namespace vr360::sample
