// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/access/address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace fihrist::access {
namespace {

constexpr std::array<std::uint8_t, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr int kMappedBits = 96;
constexpr std::size_t kLongest = 64;  // bytes; an address with a zone has fewer

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<int> to_number(std::string_view text, int most) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0 || number > most) {
    return std::nullopt;
  }
  return number;
}

// Keeps the first `bits` of all 128.
Address masked(Address address, int bits) {
  for (std::size_t i = 0; i < address.bytes.size(); ++i) {
    const int kept = std::clamp(bits - static_cast<int>(i) * 8, 0, 8);
    address.bytes[i] = static_cast<std::uint8_t>(address.bytes[i] & (0xff00 >> kept));
  }
  return address;
}

std::string with_length(const Address& cut, int ipv4_bits, int ipv6_bits) {
  return to_text(cut) + "/" + std::to_string(cut.is_ipv4() ? ipv4_bits : ipv6_bits);
}

}  // namespace

bool Address::is_ipv4() const { return std::equal(kMapped.begin(), kMapped.end(), bytes.begin()); }

bool Address::is_loopback() const {
  if (is_ipv4()) return bytes[12] == 127;
  return bytes[15] == 1 && std::all_of(bytes.begin(), bytes.end() - 1, [](auto b) { return !b; });
}

std::optional<Address> parse_address(std::string_view text) {
  if (text.size() > kLongest || text.find('\0') != std::string_view::npos) return std::nullopt;
  Address address;
  const std::string plain(text.substr(0, text.find('%')));
  if (::inet_pton(AF_INET6, plain.c_str(), address.bytes.data()) == 1) return address;
  std::copy(kMapped.begin(), kMapped.end(), address.bytes.begin());
  if (::inet_pton(AF_INET, std::string(text).c_str(), address.bytes.data() + 12) == 1) {
    return address;
  }
  return std::nullopt;
}

std::optional<Address> parse_forwarded(std::string_view text) {
  text = trim(text);
  if (const auto address = parse_address(text)) return address;
  const bool is_bracketed = text.starts_with('[');
  const std::size_t end = is_bracketed ? text.find(']') : text.find(':');
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view port = text.substr(is_bracketed ? end + 1 : end);
  if (!port.empty()) {
    if (!port.starts_with(':') || !to_number(port.substr(1), 65535)) return std::nullopt;
  }
  return parse_address(is_bracketed ? text.substr(1, end - 1) : text.substr(0, end));
}

std::string to_text(const Address& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.is_ipv4()) {
    ::inet_ntop(AF_INET, address.bytes.data() + 12, text.data(), text.size());
  } else {
    ::inet_ntop(AF_INET6, address.bytes.data(), text.data(), text.size());
  }
  return text.data();
}

Address cut_to(const Address& address, int ipv4_bits, int ipv6_bits) {
  return masked(address, address.is_ipv4() ? kMappedBits + ipv4_bits : ipv6_bits);
}

std::string limited_as(const Address& address) {
  if (address.is_ipv4()) return to_text(address);
  return with_length(cut_to(address, 32, 64), 32, 64);
}

std::string shortened(const Address& address) {
  if (address.is_loopback()) return to_text(address);
  return with_length(cut_to(address, 24, 48), 24, 48);
}

bool Network::contains(const Address& address) const { return masked(address, bits) == base; }

std::optional<Network> parse_network(std::string_view text) {
  text = trim(text);
  const std::size_t slash = text.find('/');
  const auto base = parse_address(text.substr(0, slash));
  if (!base || text.find('%') != std::string_view::npos) return std::nullopt;
  Network network{*base, 128};
  if (slash != std::string_view::npos) {
    // The mapped spelling has the lengths of IPv6.
    const bool is_short = base->is_ipv4() && text.substr(0, slash).find(':') == text.npos;
    const auto length = to_number(text.substr(slash + 1), is_short ? 32 : 128);
    if (!length) return std::nullopt;
    network.bits = *length + (is_short ? kMappedBits : 0);
  }
  if (masked(*base, network.bits) != *base) return std::nullopt;
  return network;
}

bool is_in(const Address& address, const std::vector<Network>& networks) {
  return std::any_of(networks.begin(), networks.end(),
                     [&](const Network& network) { return network.contains(address); });
}

Address client_behind(const Address& peer, const std::vector<std::string>& fields,
                      const std::vector<Network>& trusted) {
  Address client = peer;
  for (auto field = fields.rbegin(); field != fields.rend(); ++field) {
    std::string_view rest = *field;
    while (true) {
      if (!is_in(client, trusted)) return client;
      const std::size_t comma = rest.rfind(',');
      const std::string_view last = comma == rest.npos ? rest : rest.substr(comma + 1);
      if (!trim(last).empty()) {
        const auto address = parse_forwarded(last);
        if (!address) return client;
        client = *address;
      }
      if (comma == rest.npos) break;
      rest = rest.substr(0, comma);
    }
  }
  return client;
}

}  // namespace fihrist::access
