#pragma once

#include <cstdio>
#include <memory>

namespace vr360 {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using FileHandle = std::unique_ptr<std::FILE, CloseFile>;

} // namespace vr360
