#include "packager/sample/render/trace_kernel.h"

#if defined(__AVX2__)
#include <immintrin.h>

namespace vr360::sample {

#define VR360_TRACE_KERNEL kAvx2Kernel
#include "packager/sample/render/trace_kernel.inc"

} // namespace vr360::sample
#endif
