#include "packager/pyramid/panorama_store.h"

#include "packager/pyramid/durable_files.h"
#include "packager/pyramid/sha256.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <system_error>

namespace vr360 {
namespace {

constexpr const char* kLogName = ".finished";
constexpr const char* kSourceEntry = "source";
constexpr std::size_t kDigestLength = 64;

std::string relativePath(TileId tile) {
    return std::to_string(tile.level) + "/" + std::to_string(tile.row) + "/" +
           std::to_string(tile.column) + ".webp";
}

/// "<digest>  <path>": a line of SHA256SUMS and of the log.
std::string sumLine(const std::string& digest, const std::string& path) {
    return digest + "  " + path + "\n";
}

std::optional<std::string> readWhole(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        return std::nullopt;
    }
    std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    return stream.bad() ? std::nullopt : std::optional(std::move(bytes));
}

} // namespace

PanoramaStore::PanoramaStore(std::filesystem::path directory) : directory_(std::move(directory)) {}

PanoramaStore::~PanoramaStore() {
    if (log_ >= 0) {
        close(log_);
    }
}

Result<std::unique_ptr<PanoramaStore>> PanoramaStore::open(const std::filesystem::path& work_dir,
                                                           std::string_view hash,
                                                           const Grid& grid,
                                                           std::string_view source) {
    std::unique_ptr<PanoramaStore> store(
        new PanoramaStore(work_dir / (std::string(hash) + ".partial")));
    const Status made = store->makeDirectories(grid);
    if (!made) {
        return made.fault();
    }
    const Status opened = store->openLog(source);
    if (!opened) {
        return opened.fault();
    }
    return store;
}

/// The log's first line says what file the tiles are of: of another one, were it only for a moment
/// in this one's place, they are not taken up.
Status PanoramaStore::openLog(std::string_view source) {
    const std::string first = sha256(source);
    readLog();
    const bool carries_on = logged_[kSourceEntry] == first;
    if (!carries_on) {
        logged_.clear();
    }
    const std::filesystem::path log = directory_ / kLogName;
    const int anew = carries_on ? 0 : O_TRUNC;
    log_ = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | anew, 0644);
    if (log_ < 0) {
        return durable::writeFault(log, errno);
    }
    return carries_on ? Status(Done{}) : writeLog(sumLine(first, kSourceEntry));
}

/// One write call a line: lines of several threads do not mix.
Status PanoramaStore::writeLog(const std::string& line) {
    errno = 0;
    if (::write(log_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
        return durable::writeFault(directory_ / kLogName, errno != 0 ? errno : ENOSPC);
    }
    return Done{};
}

Status PanoramaStore::makeDirectories(const Grid& grid) {
    std::error_code error;
    std::filesystem::create_directories(directory_, error);
    for (int level = 0; level < grid.levelCount() && !error; ++level) {
        const auto rows = static_cast<int>(grid.level(level).rows.size());
        for (int row = 0; row < rows && !error; ++row) {
            std::filesystem::create_directories(
                directory_ / std::to_string(level) / std::to_string(row), error);
        }
    }
    if (error) {
        return durable::writeFault(directory_, error.value());
    }
    return Done{};
}

/// A run that was killed may have left half a line, a power cut anything: what is not a whole line
/// is passed over, and `reuse` believes nothing without looking at the tile.
void PanoramaStore::readLog() {
    const std::optional<std::string> log = readWhole(directory_ / kLogName);
    if (!log) {
        return;
    }
    std::size_t begin = 0;
    while (true) {
        const std::size_t end = log->find('\n', begin);
        if (end == std::string::npos) {
            return;
        }
        const std::string line = log->substr(begin, end - begin);
        begin = end + 1;
        if (line.size() > kDigestLength + 2) {
            logged_[line.substr(kDigestLength + 2)] = line.substr(0, kDigestLength);
        }
    }
}

bool PanoramaStore::reuse(TileId tile, std::int64_t& size) {
    const std::string path = relativePath(tile);
    const auto found = logged_.find(path);
    if (found == logged_.end()) {
        return false;
    }
    const std::optional<std::string> bytes = readWhole(directory_ / path);
    if (!bytes || sha256(*bytes) != found->second) {
        return false;
    }
    size = static_cast<std::int64_t>(bytes->size());
    remember(path, found->second);
    return true;
}

Status PanoramaStore::write(TileId tile, std::string_view bytes) {
    const std::string path = relativePath(tile);
    const Status written = durable::writeFile(directory_ / path, bytes, durable::FileSync::kLater);
    if (!written) {
        return written;
    }
    const std::string digest = sha256(bytes);
    Status logged = writeLog(sumLine(digest, path));
    if (logged) {
        remember(path, digest);
    }
    return logged;
}

void PanoramaStore::remember(const std::string& path, std::string digest) {
    std::string line = sumLine(std::move(digest), path);
    const std::lock_guard lock(mutex_);
    sums_.push_back(std::move(line));
}

Status PanoramaStore::publish(std::string_view pyramid_json,
                              const std::filesystem::path& destination) {
    remember("pyramid.json", sha256(pyramid_json));
    std::sort(sums_.begin(), sums_.end(), [](const std::string& a, const std::string& b) {
        return a.compare(kDigestLength, std::string::npos, b, kDigestLength, std::string::npos) < 0;
    });
    std::string sums;
    for (const std::string& line : sums_) {
        sums += line;
    }
    Status done =
        durable::writeFile(directory_ / "pyramid.json", pyramid_json, durable::FileSync::kLater);
    if (done) {
        done = durable::writeFile(directory_ / "SHA256SUMS", sums, durable::FileSync::kLater);
    }
    if (done) {
        done = durable::syncFileSystem(directory_);
    }
    if (done && unlink((directory_ / kLogName).c_str()) != 0) {
        done = durable::writeFault(directory_ / kLogName, errno);
    }
    if (done) {
        // The log's removal must not outlast the move, nor the move the removal.
        done = durable::syncDirectory(directory_);
    }
    if (done) {
        done = durable::moveIntoPlace(directory_, destination);
    }
    return done;
}

void PanoramaStore::discard() {
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

} // namespace vr360
