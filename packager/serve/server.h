#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace vr360 {

struct ServerOptions {
    std::filesystem::path package;
    std::string host;         ///< empty: all addresses; "localhost": this computer only
    int port = 0;             ///< 0: a free one
    bool port_chosen = false; ///< false: another port may be taken where this one is busy
};

/// A small web server for previews: a package over HTTP/1.1, IPv4 and IPv6. Runs in threads of
/// its own from `start` until destroyed.
class Server {
public:
    static Result<std::unique_ptr<Server>> start(const ServerOptions& options);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] int port() const;
    /// Addresses to type into a browser: this computer's own first, then those for phones.
    [[nodiscard]] std::vector<std::string> addresses() const;

private:
    struct Inside;
    explicit Server(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

/// One range of a "Range: bytes=…" header, or none where it is absent, of several parts or not
/// understood (all of which may be answered with the whole file).
struct ByteRange {
    enum class Kind { kWhole, kPart, kUnsatisfiable };
    Kind kind = Kind::kWhole;
    std::size_t first = 0;
    std::size_t last = 0; ///< inclusive
};
ByteRange parseRange(std::string_view header, std::size_t size);

} // namespace vr360
