#include "packager/serve/network.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>

namespace vr360 {
namespace {

constexpr const char* kAnyIpv4 = "0.0.0.0";
constexpr const char* kAnyIpv6 = "::";

/// IPv4 addresses of the network cards that are up; phones type those.
std::vector<std::string> localAddresses() {
    std::vector<std::string> addresses;
    ifaddrs* list = nullptr;
    if (::getifaddrs(&list) != 0) {
        return addresses;
    }
    const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> owner(list, &::freeifaddrs);
    for (const ifaddrs* card = list; card != nullptr; card = card->ifa_next) {
        if (card->ifa_addr == nullptr || card->ifa_addr->sa_family != AF_INET ||
            (card->ifa_flags & IFF_UP) == 0 || (card->ifa_flags & IFF_LOOPBACK) != 0) {
            continue;
        }
        std::array<char, INET_ADDRSTRLEN> text{};
        const auto* address = reinterpret_cast<const sockaddr_in*>(card->ifa_addr);
        if (::inet_ntop(AF_INET, &address->sin_addr, text.data(), text.size()) != nullptr) {
            addresses.emplace_back(text.data());
        }
    }
    return addresses;
}

bool hasIpv6() {
    const int probe = ::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (probe < 0) {
        return false;
    }
    sockaddr_in6 loopback{};
    loopback.sin6_family = AF_INET6;
    loopback.sin6_addr = in6addr_loopback;
    const bool works =
        ::bind(probe, reinterpret_cast<const sockaddr*>(&loopback), sizeof loopback) == 0;
    ::close(probe);
    return works;
}

} // namespace

std::vector<std::string> hostsToListenAt(const std::string& host) {
    if (host.empty() || host == "*") {
        // A socket at all IPv6 addresses takes IPv4's calls too.
        return {hasIpv6() ? kAnyIpv6 : kAnyIpv4};
    }
    if (host == "localhost") {
        return hasIpv6() ? std::vector<std::string>{"127.0.0.1", "::1"}
                         : std::vector<std::string>{"127.0.0.1"};
    }
    if (host.starts_with('[') && host.ends_with(']')) {
        return {host.substr(1, host.size() - 2)};
    }
    return {host};
}

bool isIpv6(const std::string& host) {
    return host.find(':') != std::string::npos;
}

void prepareSocket(int socket) {
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

std::vector<std::string> browserAddresses(const std::vector<std::string>& hosts, int port) {
    std::vector<std::string> urls;
    const auto add = [&](const std::string& host) {
        std::string url = isIpv6(host) ? fmt::format("http://[{}]:{}/", host, port)
                                       : fmt::format("http://{}:{}/", host, port);
        if (std::ranges::find(urls, url) == urls.end()) {
            urls.push_back(std::move(url));
        }
    };
    for (const std::string& host : hosts) {
        if (host == kAnyIpv4 || host == kAnyIpv6) {
            add("localhost");
            for (const std::string& address : localAddresses()) {
                add(address);
            }
        } else if (host == "127.0.0.1" || host == "::1") {
            add("localhost");
        } else {
            add(host);
        }
    }
    return urls;
}

} // namespace vr360
