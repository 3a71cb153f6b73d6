#pragma once

#include "packager/sample/render/bvh.h"

namespace vr360::sample {

/// The inner loops for one instruction set.
struct TraceKernel {
    bool (*intersect)(const BvhNode* nodes,
                      const TriangleBlock* blocks,
                      const Ray& ray,
                      TriangleHit& hit);
    bool (*occluded)(const BvhNode* nodes,
                     const TriangleBlock* blocks,
                     const Ray& ray,
                     float limit);
    /// `entry` has room for kLanes floats and is aligned to 32 bytes.
    unsigned (*meetNode)(
        const BvhNode& node, const Ray& ray, V3 inverse, float limit, float* entry);
};

extern const TraceKernel kBaselineKernel;
#if defined(__x86_64__)
extern const TraceKernel kAvx2Kernel;
#endif

} // namespace vr360::sample
