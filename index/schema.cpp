// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "index/schema.h"

#include <xxhash.h>

#include <algorithm>
#include <cstdio>

#include "arabic/decode.h"

namespace fihrist::index {
namespace {

constexpr std::size_t kLongestTerm = 245;  // bytes, Xapian glass
constexpr std::size_t kChecksumLength = 16;

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string make_term(std::string_view prefix, std::string_view value) {
  std::string term(prefix);
  if (prefix.size() + value.size() <= kLongestTerm) {
    term += value;
    return term;
  }
  char checksum[kChecksumLength + 1];
  std::snprintf(checksum, sizeof checksum, "%016llx",
                static_cast<unsigned long long>(XXH64(value.data(), value.size(), 0)));
  term += arabic::cut_at_character(value, kLongestTerm - kChecksumLength - prefix.size());
  term += checksum;
  return term;
}

std::string pack_number(std::uint64_t number) {
  std::string bytes(8, '\0');
  for (std::size_t i = bytes.size(); i-- > 0; number >>= 8U) {
    bytes[i] = static_cast<char>(number & 0xFFU);
  }
  return bytes;
}

std::uint64_t unpack_number(std::string_view bytes) {
  if (bytes.size() != 8) return 0;
  std::uint64_t number = 0;
  for (const char byte : bytes) number = number << 8U | static_cast<unsigned char>(byte);
  return number;
}

std::string group_term(std::uint64_t group) {
  char digits[17];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(group));
  return make_term(kGroupPrefix, digits);
}

Xapian::termcount title_weight(std::size_t words) {
  constexpr std::size_t kWholeTitle = 12;  // what the words of a title weigh together
  const std::size_t weight = kWholeTitle / std::max<std::size_t>(words, 1);
  return static_cast<Xapian::termcount>(std::clamp<std::size_t>(weight, 2, 6));
}

std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view rest = url.substr(scheme + 3);
  rest = rest.substr(0, rest.find_first_of("/?#"));
  if (const auto at = rest.rfind('@'); at != std::string_view::npos) rest.remove_prefix(at + 1);
  rest = rest.substr(0, rest.find(':'));
  std::string host(rest);
  std::transform(host.begin(), host.end(), host.begin(), to_lower);
  if (host.starts_with("www.")) host.erase(0, 4);
  return host;
}

}  // namespace fihrist::index
