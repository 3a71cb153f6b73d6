#include "viewer/app/report.h"

#include <cstdio>

namespace vr360 {

void reportFault(const Fault& fault) {
    std::fprintf(stderr,
                 "vr360-view: %s: %s. %s\n",
                 fault.where.c_str(),
                 fault.what.c_str(),
                 fault.cure.c_str());
}

} // namespace vr360
