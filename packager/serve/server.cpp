#include "packager/serve/server.h"

#include "packager/serve/network.h"
#include "packager/serve/package_files.h"

#include <fmt/format.h>
#include <httplib.h>

#include <cerrno>
#include <chrono>
#include <thread>

namespace vr360 {
namespace {

/// Browsers hold six connections each, and a connection that is kept alive holds a thread.
constexpr std::size_t kThreads = 64;
constexpr int kKeepAliveSeconds = 5;
constexpr std::size_t kKeepAliveRequests = 10000;
constexpr int kPortTries = 50;
constexpr std::chrono::milliseconds kStartPoll{1};

/// Nothing but the package's own files, no inline script or style; WebAssembly may be compiled,
/// and pictures and sound may come from memory.
constexpr std::string_view kContentSecurityPolicy =
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self'; "
    "connect-src 'self' blob: data:; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'none'";

httplib::Headers fixedHeaders() {
    return {{"X-Content-Type-Options", "nosniff"},
            {"Referrer-Policy", "no-referrer"},
            {"Cross-Origin-Opener-Policy", "same-origin"},
            {"Permissions-Policy",
             "camera=(), microphone=(), geolocation=(self), gyroscope=(self), "
             "accelerometer=(self), fullscreen=(self)"},
            {"Content-Security-Policy", std::string(kContentSecurityPolicy)}};
}

/// Whether a list header (If-None-Match, Accept-Encoding) holds an item.
bool listHolds(std::string_view list, std::string_view item) {
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        std::string_view entry = list.substr(0, comma);
        while (entry.starts_with(' ')) {
            entry.remove_prefix(1);
        }
        if (entry.starts_with("W/")) {
            entry.remove_prefix(2);
        }
        const std::string_view name = entry.substr(0, entry.find_first_of("; "));
        if (name == item || name == "*") {
            return entry.find("q=0") == std::string_view::npos ||
                   entry.find("q=0.") != std::string_view::npos;
        }
        list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    }
    return false;
}

void send(const ServedFile& file, const httplib::Request& request, httplib::Response& response) {
    const std::string range_header = request.get_header_value("Range");
    // httplib would cut ranges itself, and beyond the end of the file. Its own list is emptied, and
    // what is sent is cut here.
    const_cast<httplib::Request&>(request).ranges.clear();

    response.set_header("ETag", file.etag);
    response.set_header("Cache-Control",
                        file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    response.set_header("Vary", "Accept-Encoding");
    response.set_header("Accept-Ranges", file.gzip ? "none" : "bytes");
    if (listHolds(request.get_header_value("If-None-Match"), file.etag)) {
        response.status = 304;
        return;
    }
    if (file.gzip) {
        response.set_header("Content-Encoding", "gzip");
    }
    const std::size_t size = file.bytes->size();
    const std::string if_range = request.get_header_value("If-Range");
    const bool wants_part = !range_header.empty() && (if_range.empty() || if_range == file.etag);
    const ByteRange range = wants_part ? parseRange(range_header, size) : ByteRange{};
    std::size_t offset = 0;
    std::size_t length = size;
    response.status = 200;
    if (range.kind == ByteRange::Kind::kUnsatisfiable) {
        response.status = 416;
        response.set_header("Content-Range", fmt::format("bytes */{}", size));
        return;
    }
    if (range.kind == ByteRange::Kind::kPart) {
        response.status = 206;
        response.set_header("Content-Range",
                            fmt::format("bytes {}-{}/{}", range.first, range.last, size));
        offset = range.first;
        length = range.last - range.first + 1;
    }
    if (length == 0) {
        response.set_content("", file.media_type);
        return;
    }
    // Through a provider, because httplib would compress a plain body once more.
    response.set_content_provider(
        length,
        file.media_type,
        [bytes = file.bytes, offset](std::size_t at, std::size_t count, httplib::DataSink& sink) {
            return sink.write(bytes->data() + offset + at, count);
        });
}

} // namespace

struct Server::Inside {
    explicit Inside(const std::filesystem::path& package) : files(package) {}

    PackageFiles files;
    std::vector<std::unique_ptr<httplib::Server>> listeners;
    std::vector<std::jthread> threads;
    std::vector<std::string> hosts;
    int port = 0;

    std::unique_ptr<httplib::Server> makeListener() {
        auto server = std::make_unique<httplib::Server>();
        server->new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
        server->set_keep_alive_timeout(kKeepAliveSeconds);
        server->set_keep_alive_max_count(kKeepAliveRequests);
        server->set_tcp_nodelay(true);
        server->set_default_headers(fixedHeaders());
        server->set_socket_options([](int socket) { prepareSocket(socket); });
        server->Get(".*", [this](const httplib::Request& request, httplib::Response& response) {
            const bool gzip = listHolds(request.get_header_value("Accept-Encoding"), "gzip") &&
                              !request.has_header("Range");
            if (const auto file = files.find(request.path, gzip)) {
                send(*file, request, response);
            } else {
                const_cast<httplib::Request&>(request).ranges.clear();
                response.status = 404;
                response.set_header("Cache-Control", "no-cache");
                response.set_content("Not found\n", "text/plain; charset=utf-8");
            }
        });
        return server;
    }

    /// Listens at all hosts on one port; false if it is busy at any.
    bool listen(int wanted) {
        listeners.clear();
        port = wanted;
        for (const std::string& host : hosts) {
            auto server = makeListener();
            const int bound = port == 0                          ? server->bind_to_any_port(host)
                              : server->bind_to_port(host, port) ? port
                                                                 : -1;
            if (bound < 0) {
                return false;
            }
            port = bound;
            listeners.push_back(std::move(server));
        }
        return !listeners.empty();
    }

    bool listenSomewhere(const ServerOptions& options) {
        if (listen(options.port)) {
            return true;
        }
        if (options.port_chosen && options.port != 0) {
            return false;
        }
        // A port that is free for IPv4 may be taken for IPv6.
        for (int i = 0; i < kPortTries; ++i) {
            if (listen(0)) {
                return true;
            }
        }
        return false;
    }
};

Server::Server(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options) {
    auto inside = std::make_unique<Inside>(options.package);
    inside->hosts = hostsToListenAt(options.host);
    if (!inside->listenSomewhere(options)) {
        return Fault{fmt::format("{}:{}", options.host.empty() ? "*" : options.host, options.port),
                     "cannot listen there: the port is busy, or the address is not this computer's",
                     "Choose another --port (0 takes a free one) or leave --host out.",
                     0,
                     EADDRINUSE};
    }
    for (const auto& listener : inside->listeners) {
        inside->threads.emplace_back([server = listener.get()] { server->listen_after_bind(); });
    }
    // A server that is not running yet does not hear `stop`, and would then run for ever.
    for (const auto& listener : inside->listeners) {
        while (!listener->is_running()) {
            std::this_thread::sleep_for(kStartPoll);
        }
    }
    return std::unique_ptr<Server>(new Server(std::move(inside)));
}

Server::~Server() {
    for (const auto& listener : inside_->listeners) {
        listener->stop();
    }
}

int Server::port() const {
    return inside_->port;
}

std::vector<std::string> Server::addresses() const {
    return browserAddresses(inside_->hosts, inside_->port);
}

} // namespace vr360
