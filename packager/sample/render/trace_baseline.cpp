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

int intersect(const TracedScene& scene, const Ray& ray, TriangleHit& hit) {
    return scene.nodes != nullptr ? kernel().intersect(scene, ray, hit) : -1;
}

bool occluded(const TracedScene& scene, const Ray& ray, float limit, Occluder& last) {
    return scene.nodes != nullptr && kernel().occluded(scene, ray, limit, last);
}

} // namespace vr360::sample
