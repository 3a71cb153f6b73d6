#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace vr360 {

/// Ends the program, so that libFuzzer keeps the input, when what must hold does not.
inline void require(bool holds, const char* what) {
    if (!holds) {
        std::fprintf(stderr, "does not hold: %s\n", what);
        std::abort();
    }
}

/// A fault is for people: it says where, what and what to do, in a few lines.
inline void checkFault(const Fault& fault) {
    require(!fault.where.empty(), "a fault says where");
    require(!fault.what.empty() && fault.what.size() < 400, "a fault says what, in short");
    require(!fault.cure.empty(), "a fault says what to do");
    require(fault.number >= 201 && fault.number <= 401, "a fault has a number");
}

inline std::string_view textOf(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

} // namespace vr360
