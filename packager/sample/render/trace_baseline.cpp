#include "packager/sample/render/trace_kernel.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace vr360::sample {

#define VR360_TRACE_KERNEL kBaselineKernel
#include "packager/sample/render/trace_kernel.inc"

namespace {

const TraceKernel& kernel() {
#if defined(__x86_64__)
    static const bool has_avx2 = __builtin_cpu_supports("avx2") != 0;
    return has_avx2 ? kAvx2Kernel : kBaselineKernel;
#else
    return kBaselineKernel;
#endif
}

} // namespace

bool intersect(const TriangleTree& tree, const Ray& ray, TriangleHit& hit) {
    return !tree.nodes.empty() &&
           kernel().intersect(tree.nodes.data(), tree.blocks.data(), ray, hit);
}

bool occluded(const TriangleTree& tree, const Ray& ray, float limit) {
    return !tree.nodes.empty() &&
           kernel().occluded(tree.nodes.data(), tree.blocks.data(), ray, limit);
}

unsigned
meetChildren(const BvhNode& node, const Ray& ray, V3 inverse, float limit, float (&entry)[kLanes]) {
    alignas(32) float at[kLanes];
    const unsigned met = kernel().meetNode(node, ray, inverse, limit, at);
    for (int i = 0; i < kLanes; ++i) {
        entry[i] = at[i];
    }
    return met;
}

} // namespace vr360::sample
