// make_tiny_package DIRECTORY [WIDTH]: a package for tests that drive programs.

#include "tests/support/tiny_package.h"

#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: make_tiny_package DIRECTORY [WIDTH]\n");
        return 2;
    }
    const int width = argc > 2 ? std::atoi(argv[2]) : 4096;
    if (const auto done = vr360::test::writeTinyPackage(argv[1], width); !done) {
        std::fprintf(stderr, "%s: %s\n", done.fault().where.c_str(), done.fault().what.c_str());
        return 1;
    }
    return 0;
}
