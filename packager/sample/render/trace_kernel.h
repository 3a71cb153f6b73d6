#pragma once

#include "packager/sample/render/bvh.h"

namespace vr360::sample {

/// The inner loops for one instruction set.
struct TraceKernel {
    int (*intersect)(const TracedScene& scene, const Ray& ray, TriangleHit& hit);
    bool (*occluded)(const TracedScene& scene, const Ray& ray, float limit, Occluder& last);
};

extern const TraceKernel kBaselineKernel;
#if defined(__x86_64__)
extern const TraceKernel kAvx2Kernel;
#endif

} // namespace vr360::sample
