// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/origin.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

#include "server/http/problem.h"

namespace fihrist::http {
namespace {

constexpr std::size_t kLongestName = 253;  // RFC 1035, without the root's dot
constexpr std::size_t kLongestScheme = 32;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string in_small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return small;
}

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > kLongestName) return false;
  if (!is_letter(text.front()) && !is_digit(text.front())) return false;
  return text.find("..") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.';
         });
}

// Between brackets.
bool is_ipv6(std::string_view text) {
  in6_addr address{};
  return text.find('\0') == std::string_view::npos &&
         ::inet_pton(AF_INET6, std::string(text).c_str(), &address) == 1;
}

bool is_port(std::string_view text) {
  if (text.size() > 5) return false;
  unsigned port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size() && port >= 1 && port <= 65535;
}

bool is_scheme(std::string_view text) {
  return !text.empty() && text.size() <= kLongestScheme && is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
         });
}

}  // namespace

std::optional<std::string> parse_host(std::string_view text) {
  std::string_view port;
  std::string_view host = text;
  const std::size_t bracket = text.starts_with('[') ? text.find(']') : 0;
  if (bracket == std::string_view::npos) return std::nullopt;
  const std::size_t colon = text.find(':', bracket);
  if (colon != std::string_view::npos) {
    host = text.substr(0, colon);
    port = text.substr(colon + 1);
    if (!is_port(port)) return std::nullopt;
  }
  const bool is_host = host.starts_with('[')
                           ? host.ends_with(']') && is_ipv6(host.substr(1, host.size() - 2))
                           : is_name(host);
  if (!is_host) return std::nullopt;
  return in_small_letters(text);
}

std::optional<std::string> parse_origin(std::string_view text) {
  const std::size_t colon = text.find("://");
  if (colon == std::string_view::npos || !is_scheme(text.substr(0, colon))) return std::nullopt;
  const std::string scheme = in_small_letters(text.substr(0, colon));
  std::optional<std::string> host = parse_host(text.substr(colon + 3));
  if (!host) return std::nullopt;
  const std::string_view own_port = scheme == "http"    ? ":80"
                                    : scheme == "https" ? ":443"
                                                        : std::string_view();
  if (!own_port.empty() && host->ends_with(own_port)) {
    // Of `[::80]` the last `:80` is followed by a bracket, so this is the port.
    host->resize(host->size() - own_port.size());
  }
  return scheme + "://" + *host;
}

std::string origin_of_host(std::string_view host) {
  const auto parsed = parse_host(host);
  if (parsed) return "http://" + *parsed;
  throw RequestError({400, "bad_host",
                      "The header Host must name this server, as HOST or HOST:PORT, for links to "
                      "be made of it.",
                      ""});
}

}  // namespace fihrist::http
