#include "tests/support/vulkan_environment.h"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <unistd.h>

namespace vr360::test {

void useSoftwareVulkan() {
    namespace fs = std::filesystem;
    if (const char* given = std::getenv("XDG_RUNTIME_DIR"); !given || !*given) {
        const fs::path directory =
            fs::temp_directory_path() / ("vr360-test-runtime-" + std::to_string(::getuid()));
        std::error_code error;
        fs::create_directories(directory, error);
        fs::permissions(directory, fs::perms::owner_all, error);
        ::setenv("XDG_RUNTIME_DIR", directory.c_str(), 0);
    }
    if (std::getenv("VR360_TEST_ANY_GPU"))
        return;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator("/usr/share/vulkan/icd.d", error)) {
        if (entry.path().filename().string().starts_with("lvp_icd")) {
            ::setenv("VK_DRIVER_FILES", entry.path().c_str(), 1);
            ::setenv("VK_ICD_FILENAMES", entry.path().c_str(), 1); // its name for older loaders
        }
    }
}

} // namespace vr360::test
