#include "packager/publish/release.h"

#include "packager/files/files.h"
#include "packager/files/optional_file.h"
#include "packager/pyramid/sha256.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <vector>

namespace vr360 {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMaxIndexBytes = std::uint64_t{64} << 20;

/// What is published now; empty where there is nothing yet.
struct Indices {
    std::string tour;
    std::string sums;
};

Result<Indices> readIndices(const fs::path& package) {
    Indices indices;
    for (const auto& [name, text] :
         {std::pair(kTourJson, &indices.tour), std::pair(kChecksumsName, &indices.sums)}) {
        const fs::path file = package / name;
        auto bytes = readFileIfThere(file, file.string(), kMaxIndexBytes);
        if (!bytes.ok()) {
            return bytes.fault();
        }
        *text = std::move(bytes).value().value_or("");
    }
    return indices;
}

bool holds(const fs::path& file, const std::string& bytes) {
    const auto now = readFile(file, file.string(), kMaxIndexBytes);
    return now.ok() && *now == bytes;
}

/// Files under a folder, relative to it: SHA256SUMS last but one, tour.json last.
std::vector<fs::path> filesInOrder(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
         it.increment(error)) {
        if (it->is_regular_file(error)) {
            files.push_back(it->path().lexically_relative(folder));
        }
    }
    const auto rank = [](const fs::path& file) {
        return file == kTourJson ? 2 : file == kChecksumsName ? 1 : 0;
    };
    std::ranges::sort(files, [&](const fs::path& a, const fs::path& b) {
        return std::pair(rank(a), a) < std::pair(rank(b), b);
    });
    return files;
}

Status renameFile(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::rename(from, to, error);
    if (error) {
        return writeFault(to, error.value());
    }
    return Done{};
}

Status stage(const fs::path& folder, const std::map<std::string, std::string>& files) {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    for (const auto& [path, bytes] : files) {
        const fs::path file = folder / path;
        if (Status made = makeDirectories(file.parent_path()); !made.ok()) {
            return made;
        }
        if (Status written = writeFileSafely(file, bytes, file.parent_path()); !written.ok()) {
            return written;
        }
        if (Status flushed = syncDirectory(file.parent_path()); !flushed.ok()) {
            return flushed;
        }
    }
    return Done{};
}

} // namespace

Status finishPublishing(const fs::path& package, const fs::path& work_folder) {
    const fs::path next = work_folder / kNextFolder;
    std::error_code ignored;
    if (!fs::is_directory(next, ignored)) {
        return Done{};
    }
    for (const fs::path& file : filesInOrder(next)) {
        const fs::path target = package / file;
        if (Status made = makeDirectories(target.parent_path()); !made.ok()) {
            return made;
        }
        // What tour.json will refer to must be on disk before it is.
        if (file == kTourJson) {
            if (Status flushed = syncDirectory(package); !flushed.ok()) {
                return flushed;
            }
        }
        if (Status moved = renameFile(next / file, target); !moved.ok()) {
            return moved;
        }
        if (Status flushed = target.parent_path() == package ? Status(Done{})
                                                             : syncDirectory(target.parent_path());
            !flushed.ok()) {
            return flushed;
        }
    }
    if (Status flushed = syncDirectory(package); !flushed.ok()) {
        return flushed;
    }
    fs::remove_all(next, ignored);
    return Done{};
}

Result<Published>
publishRelease(const fs::path& package, const fs::path& work_folder, Release release) {
    const auto old = readIndices(package);
    if (!old.ok()) {
        return old.fault();
    }
    const auto documents = [&](int number) {
        release.tour.release = number;
        std::string tour = writeTour(release.tour);
        release.files[std::string(kTourJson)] = sha256(tour);
        return std::pair(std::move(tour), writeChecksums(release.files));
    };
    int old_number = 0;
    if (const auto tour = readTour(old->tour, kTourJson); tour.ok()) {
        old_number = tour->release;
        if (documents(old_number) == std::pair(old->tour, old->sums)) {
            return Published{old_number, false};
        }
    }
    const auto [tour, sums] = documents(old_number + 1);
    std::map<std::string, std::string> staged;
    for (auto& [path, bytes] : release.loose) {
        if (!holds(package / path, bytes)) {
            staged[path] = std::move(bytes);
        }
    }
    staged[std::string(kChecksumsName)] = sums;
    staged[std::string(kTourJson)] = tour;

    const fs::path partial = work_folder / "next.partial";
    if (const Status done = stage(partial, staged); !done.ok()) {
        return done.fault();
    }
    if (const Status moved = renameFile(partial, work_folder / kNextFolder); !moved.ok()) {
        return moved.fault();
    }
    if (const Status flushed = syncDirectory(work_folder); !flushed.ok()) {
        return flushed.fault();
    }
    if (const Status finished = finishPublishing(package, work_folder); !finished.ok()) {
        return finished.fault();
    }
    return Published{old_number + 1, true};
}

} // namespace vr360
