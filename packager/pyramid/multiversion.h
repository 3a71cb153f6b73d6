#pragma once

/// A function that is compiled twice, for every x86-64 and for those with AVX2; the loader picks
/// one. Only for loops whose results do not depend on how they are vectorised: of integers, and of
/// floats that are added lane by lane (nothing here is compiled with fused or reordered additions).
/// Sanitizers run before the loader has finished, so there it is compiled once.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && defined(__gnu_linux__) &&   \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define VR360_MULTIVERSION __attribute__((target_clones("avx2", "default")))
#else
#define VR360_MULTIVERSION
#endif
