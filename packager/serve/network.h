#pragma once

#include <string>
#include <vector>

namespace vr360 {

/// Numeric addresses to listen at for what a person wrote: nothing means all of this computer's,
/// IPv4 and IPv6; "localhost" means its own two.
std::vector<std::string> hostsToListenAt(const std::string& host);

bool isIpv6(const std::string& host);

/// Options of a listening socket: quickly usable again, never shared with another program.
void prepareSocket(int socket);

/// URLs for browsers: of this computer, then of the local network where the server can be reached
/// from there.
std::vector<std::string> browserAddresses(const std::vector<std::string>& hosts, int port);

} // namespace vr360
