#include "packager/publish/web_app.h"

#include "core/package/tour.h"
#include "packager/files/files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace vr360 {
namespace {

namespace fs = std::filesystem;

/// What a package itself uses; the web viewer must stay out of it.
constexpr std::array<std::string_view, 10> kOwnNames{"tour.json",
                                                     "SHA256SUMS",
                                                     "sites",
                                                     "panoramas",
                                                     "audio",
                                                     "subtitles",
                                                     "fonts",
                                                     "media",
                                                     ".vr360",
                                                     ""};

bool hasPage(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_regular_file(folder / "index.html", ignored);
}

} // namespace

fs::path findWebApp() {
    if (const char* chosen = std::getenv("VR360_WEB_DIR"); chosen != nullptr && *chosen != '\0') {
        return hasPage(chosen) ? fs::path(chosen) : fs::path();
    }
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (error) {
        return {};
    }
    const fs::path folder = program.parent_path();
    for (const fs::path& candidate :
         {folder / "../../web", folder / "../share/vr360/web", fs::path(VR360_BUILT_WEB_DIR)}) {
        if (hasPage(candidate)) {
            return candidate.lexically_normal();
        }
    }
    return {};
}

Result<std::map<std::string, std::string>> readWebApp(const fs::path& folder) {
    std::map<std::string, std::string> files;
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
         it.increment(error)) {
        if (!it->is_regular_file(error)) {
            continue;
        }
        const fs::path relative = it->path().lexically_relative(folder);
        const std::string path = relative.generic_string();
        const std::string first = relative.begin()->string();
        if (!isPackagePath(path) || std::ranges::find(kOwnNames, first) != kOwnNames.end()) {
            return Fault{it->path().string(),
                         "has a name that the web viewer must not use",
                         "Build the web viewer again."};
        }
        auto bytes = readFile(it->path(), it->path().string());
        if (!bytes.ok()) {
            return bytes.fault();
        }
        files[path] = std::move(bytes).value();
    }
    if (error) {
        return Fault{folder.string(), error.message(), "Build the web viewer again."};
    }
    return files;
}

} // namespace vr360
