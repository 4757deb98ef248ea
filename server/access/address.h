// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Addresses of clients and networks of proxies, as text from sockets, settings and headers.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fihrist::access {

// IPv4 as IPv6 maps it (::ffff:192.0.2.1): a socket that takes both shows it so, and one rule must
// hold for the two spellings.
struct Address {
  std::array<std::uint8_t, 16> bytes{};

  bool is_ipv4() const;
  bool is_loopback() const;  // 127.0.0.0/8 or ::1
  bool operator==(const Address&) const = default;
};

// `192.0.2.1` or `2001:db8::1`, with a zone (`%eth0`) that is passed over. Nothing if it is
// anything else.
std::optional<Address> parse_address(std::string_view text);

// What stands in X-Forwarded-For: an address, or one with a port (`192.0.2.1:80`,
// `[2001:db8::1]:80`).
std::optional<Address> parse_forwarded(std::string_view text);

std::string to_text(const Address& address);

// The first bits of an address; the rest is 0.
Address cut_to(const Address& address, int ipv4_bits, int ipv6_bits);

// Whom a limit counts as one: an IPv4 address, or the /64 of an IPv6 one, of which a single machine
// has every address.
std::string limited_as(const Address& address);

// An address that no longer names a machine: the /24 or /48 that it is of.
std::string shortened(const Address& address);

struct Network {
  Address base;
  int bits = 128;  // of the mapped form

  bool contains(const Address& address) const;

  friend bool operator==(const Network&, const Network&) = default;
};

// An address, or a network in CIDR: `10.0.0.0/8`, `2001:db8::/32`. Nothing if it is anything else,
// bits behind the length included (`10.0.0.1/8` is a slip).
std::optional<Network> parse_network(std::string_view text);

// Who asked first: the rightmost address of X-Forwarded-For that is no trusted proxy, for what
// stands left of it anyone may have written. `fields` are the field's values in their order; where
// they name nobody, or something else than an address, it is the last that can be believed.
Address client_behind(const Address& peer, const std::vector<std::string>& fields,
                      const std::vector<Network>& trusted);

bool is_in(const Address& address, const std::vector<Network>& networks);

}  // namespace fihrist::access
