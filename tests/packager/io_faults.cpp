// Preloaded into a program under test: counts its calls that touch files below some folders, and at
// the Nth lets the disk fail, or the power.
//
//   VR360_IO_UNDER   absolute folders, separated by ':'
//   VR360_IO_LOG     a file that gets a line a call: its name and what it was about
//   VR360_IO_AT      the number of the call to strike at, from 1; absent: none
//   VR360_IO_ERROR   the errno that it then fails with; "kill": the program is killed instead, and
//   of
//                    what it was just writing, half is written
//   VR360_IO_FOREVER if set, everything that changes the disk fails from then on, not only that
//   call

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace {

constexpr int kDescriptors = 4096;

enum class Effect { kReads, kChanges };

std::array<std::atomic<bool>, kDescriptors> g_watched;
std::atomic<long> g_calls{0};

template <typename Function>
Function real(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

std::string_view setting(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

struct Settings {
    std::string_view under = setting("VR360_IO_UNDER");
    bool kill = setting("VR360_IO_ERROR") == "kill";
    bool stop = setting("VR360_IO_ERROR") == "stop";
    int error = std::atoi(std::string(setting("VR360_IO_ERROR")).c_str());
    long at = std::atol(std::string(setting("VR360_IO_AT")).c_str());
    bool forever = !setting("VR360_IO_FOREVER").empty();
    int log = setting("VR360_IO_LOG").empty()
                  ? -1
                  : static_cast<int>(::syscall(SYS_openat,
                                               AT_FDCWD,
                                               std::getenv("VR360_IO_LOG"),
                                               O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
                                               0644));
};

const Settings& settings() {
    static const Settings read;
    return read;
}

bool isWatched(std::string_view path) {
    std::string_view rest = settings().under;
    while (!rest.empty()) {
        const std::string_view folder = rest.substr(0, rest.find(':'));
        if (path.starts_with(folder) &&
            (path.size() == folder.size() || path[folder.size()] == '/')) {
            return true;
        }
        rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
    }
    return false;
}

bool isWatched(int descriptor) {
    return descriptor >= 0 && descriptor < kDescriptors && g_watched[descriptor];
}

bool isWatched(int folder, const char* path) {
    return path[0] == '/' || folder == AT_FDCWD ? isWatched(std::string_view(path))
                                                : isWatched(folder);
}

void watch(int descriptor, bool watched) {
    if (descriptor >= 0 && descriptor < kDescriptors) {
        g_watched[descriptor] = watched;
    }
}

[[noreturn]] void die() {
    ::kill(::getpid(), SIGKILL);
    for (;;) {
        ::pause();
    }
}

/// Counts a call. True: it must fail, with errno set. `last_words` is what it still does when the
/// program dies in it.
template <typename LastWords>
bool strikes(Effect effect, const char* call, std::string_view about, LastWords&& last_words) {
    const Settings& wanted = settings();
    const long number = ++g_calls;
    if (wanted.log >= 0) {
        const std::string line = std::string(call) + " " + std::string(about) + "\n";
        (void)!::syscall(SYS_write, wanted.log, line.data(), line.size());
    }
    const bool now = number == wanted.at;
    const bool still = wanted.forever && wanted.at > 0 && number > wanted.at;
    if (now && wanted.kill) {
        last_words();
        die();
    }
    if (now && wanted.stop) {
        ::kill(::getpid(), SIGSTOP);
        return false;
    }
    if (now || (still && effect == Effect::kChanges)) {
        errno = wanted.error;
        return true;
    }
    return false;
}

bool strikes(Effect effect, const char* call, std::string_view about) {
    return strikes(effect, call, about, [] {});
}

bool strikes(Effect effect, const char* call, int descriptor) {
    return strikes(effect, call, std::to_string(descriptor));
}

using Open = int (*)(const char*, int, ...);
using OpenAt = int (*)(int, const char*, int, ...);

int openWatched(const char* name, const char* path, int flags, mode_t mode) {
    const bool watched = isWatched(std::string_view(path));
    const Effect effect =
        (flags & (O_CREAT | O_TRUNC | O_WRONLY | O_RDWR)) != 0 ? Effect::kChanges : Effect::kReads;
    if (watched && strikes(effect, "open", path)) {
        return -1;
    }
    const int descriptor = real<Open>(name)(path, flags, mode);
    watch(descriptor, watched);
    return descriptor;
}

int openAtWatched(const char* name, int folder, const char* path, int flags, mode_t mode) {
    const bool watched = isWatched(folder, path);
    if (watched && strikes(Effect::kReads, "openat", path)) {
        return -1;
    }
    const int descriptor = real<OpenAt>(name)(folder, path, flags, mode);
    watch(descriptor, watched);
    return descriptor;
}

mode_t modeFrom(int flags, std::va_list arguments) {
    return (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
}

} // namespace

// NOLINTBEGIN(cert-dcl50-cpp,readability-inconsistent-declaration-parameter-name)
extern "C" {

#define VR360_OPEN(NAME)                                                                           \
    int NAME(const char* path, int flags, ...) {                                                   \
        std::va_list arguments;                                                                    \
        va_start(arguments, flags);                                                                \
        const mode_t mode = modeFrom(flags, arguments);                                            \
        va_end(arguments);                                                                         \
        return openWatched(#NAME, path, flags, mode);                                              \
    }
VR360_OPEN(open)
VR360_OPEN(open64)

#define VR360_OPENAT(NAME)                                                                         \
    int NAME(int folder, const char* path, int flags, ...) {                                       \
        std::va_list arguments;                                                                    \
        va_start(arguments, flags);                                                                \
        const mode_t mode = modeFrom(flags, arguments);                                            \
        va_end(arguments);                                                                         \
        return openAtWatched(#NAME, folder, path, flags, mode);                                    \
    }
VR360_OPENAT(openat)
VR360_OPENAT(openat64)

int close(int descriptor) {
    const bool watched = isWatched(descriptor);
    watch(descriptor, false);
    const bool fails = watched && strikes(Effect::kReads, "close", descriptor);
    const int error = errno;
    const int result = real<int (*)(int)>("close")(descriptor);
    if (fails) {
        errno = error;
        return -1;
    }
    return result;
}

ssize_t read(int descriptor, void* bytes, size_t size) {
    if (isWatched(descriptor) && strikes(Effect::kReads, "read", descriptor)) {
        return -1;
    }
    return real<ssize_t (*)(int, void*, size_t)>("read")(descriptor, bytes, size);
}

ssize_t write(int descriptor, const void* bytes, size_t size) {
    const auto write_now = real<ssize_t (*)(int, const void*, size_t)>("write");
    if (isWatched(descriptor) &&
        strikes(Effect::kChanges, "write", std::to_string(descriptor), [&] {
            (void)!write_now(descriptor, bytes, size / 2);
        })) {
        return -1;
    }
    return write_now(descriptor, bytes, size);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t at) {
    if (isWatched(descriptor) && strikes(Effect::kChanges, "pwrite", descriptor)) {
        return -1;
    }
    return real<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite")(
        descriptor, bytes, size, at);
}

#define VR360_ON_DESCRIPTOR(NAME)                                                                  \
    int NAME(int descriptor) {                                                                     \
        if (isWatched(descriptor) && strikes(Effect::kChanges, #NAME, descriptor)) {               \
            return -1;                                                                             \
        }                                                                                          \
        return real<int (*)(int)>(#NAME)(descriptor);                                              \
    }
VR360_ON_DESCRIPTOR(fsync)
VR360_ON_DESCRIPTOR(fdatasync)
int syncfs(int descriptor) noexcept {
    if (isWatched(descriptor) && strikes(Effect::kChanges, "syncfs", descriptor)) {
        return -1;
    }
    return real<int (*)(int)>("syncfs")(descriptor);
}

int ftruncate(int descriptor, off_t size) noexcept {
    if (isWatched(descriptor) && strikes(Effect::kChanges, "ftruncate", descriptor)) {
        return -1;
    }
    return real<int (*)(int, off_t)>("ftruncate")(descriptor, size);
}

int flock(int descriptor, int operation) noexcept {
    if (isWatched(descriptor) && strikes(Effect::kReads, "flock", descriptor)) {
        return -1;
    }
    return real<int (*)(int, int)>("flock")(descriptor, operation);
}

#define VR360_ON_PATH(NAME)                                                                        \
    int NAME(const char* path) noexcept {                                                          \
        if (isWatched(std::string_view(path)) && strikes(Effect::kChanges, #NAME, path)) {         \
            return -1;                                                                             \
        }                                                                                          \
        return real<int (*)(const char*)>(#NAME)(path);                                            \
    }
VR360_ON_PATH(unlink)
VR360_ON_PATH(rmdir)
VR360_ON_PATH(remove)

int unlinkat(int folder, const char* path, int flags) noexcept {
    if (isWatched(folder, path) && strikes(Effect::kChanges, "unlinkat", path)) {
        return -1;
    }
    return real<int (*)(int, const char*, int)>("unlinkat")(folder, path, flags);
}

int mkdir(const char* path, mode_t mode) noexcept {
    if (isWatched(std::string_view(path)) && strikes(Effect::kChanges, "mkdir", path)) {
        return -1;
    }
    return real<int (*)(const char*, mode_t)>("mkdir")(path, mode);
}

int rename(const char* from, const char* to) noexcept {
    if (isWatched(std::string_view(to)) && strikes(Effect::kChanges, "rename", to)) {
        return -1;
    }
    return real<int (*)(const char*, const char*)>("rename")(from, to);
}

} // extern "C"
// NOLINTEND(cert-dcl50-cpp,readability-inconsistent-declaration-parameter-name)
