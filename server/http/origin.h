// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Origins (scheme://host[:port], RFC 6454) and the Host header, read strictly: they end in links
// that others follow, so that nothing but a name, an address and a port may be in them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fihrist::http {

// `host` or `host:port`: a name of letters, digits, `-`, `_` and `.`, an IPv4 address, or an IPv6
// address in brackets; a port from 1 to 65535. Letters of the result are small. Nothing if it is
// anything else.
std::optional<std::string> parse_host(std::string_view text);

// `scheme://host` or `scheme://host:port` as browsers send it: small letters, and no port where it
// is the scheme's own (80 of http, 443 of https). Nothing if it is anything else, a path included.
std::optional<std::string> parse_origin(std::string_view text);

// `http://` and the host of a request's Host header, for links to be made of. Throws RequestError
// (problem.h) if it is no host.
std::string origin_of_host(std::string_view host);

}  // namespace fihrist::http
