// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/caching.h"

#include <httplib.h>
#include <xxhash.h>

#include <array>
#include <cstdio>

#include "server/http/compression.h"
#include "server/http/headers.h"

namespace fihrist::http {
namespace {

std::uint64_t checksum(std::string_view bytes, std::uint64_t seed = 0) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

// `W/"…"` and `"…"` name the same thing by weak comparison.
std::string_view opaque_part(std::string_view tag) {
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  return tag;
}

}  // namespace

EntityTags::EntityTags(std::string_view edition) : edition_(checksum(edition)) {}

std::string EntityTags::of(const httplib::Request& request, const search::IndexStatus& status,
                           std::string_view variant) const {
  std::string state;
  const std::string revision = std::to_string(status.revision);  // the list below holds views
  // The times too: an index that was deleted and built again has the same generation and revision.
  // And the URL, so that a tag is proof of a good answer to it, and bad requests stay bad.
  for (const std::string_view part :
       {std::string_view(request.target), std::string_view(status.generation),
        std::string_view(revision), std::string_view(status.built_at),
        std::string_view(status.updated_at), std::string_view(status.knowledge), variant}) {
    state.append(part).push_back('\0');
  }
  const bool gzip = coding_of(request) == Coding::kGzip;
  std::array<char, 32> tag{};
  const int length = std::snprintf(tag.data(), tag.size(), "W/\"%016llx%s\"",
                                   static_cast<unsigned long long>(checksum(state, edition_)),
                                   gzip ? "-gzip" : "");
  return {tag.data(), static_cast<std::size_t>(length)};
}

bool names_tag(std::string_view if_none_match, std::string_view tag) {
  constexpr std::string_view kBlanks = " \t,";
  const std::string_view wanted = opaque_part(tag);
  std::size_t at = if_none_match.find_first_not_of(kBlanks);
  if (at != std::string_view::npos && if_none_match[at] == '*') {
    return if_none_match.find_first_not_of(kBlanks, at + 1) == std::string_view::npos;
  }
  // Commas may stand inside the quotation marks of a tag.
  while (at != std::string_view::npos) {
    const std::string_view rest = opaque_part(if_none_match.substr(at));
    if (!rest.starts_with('"')) return false;
    const std::size_t end = rest.find('"', 1);
    if (end == std::string_view::npos) return false;
    if (rest.substr(0, end + 1) == wanted) return true;
    at = if_none_match.size() - rest.size() + end + 1;
    at = if_none_match.find_first_not_of(kBlanks, at);
  }
  return false;
}

bool is_fresh(const httplib::Request& request, httplib::Response& response, const std::string& tag,
              Existence existence) {
  if (request.method != "GET" && request.method != "HEAD") return false;
  replace_header(response, "ETag", tag);
  replace_header(response, "Cache-Control", "no-cache");
  const std::string known = joined_header(request, "If-None-Match");
  if (known.empty() || (known == "*" && existence == Existence::kUnknown)) return false;
  if (!names_tag(known, tag)) return false;
  add_vary(response, "Accept-Encoding");
  response.status = 304;
  return true;
}

void drop_content(httplib::Response& response) {
  response.body.clear();
  response.headers.erase("Content-Type");
}

void forbid_storing(httplib::Response& response) {
  response.headers.erase("ETag");
  replace_header(response, "Cache-Control", "no-store");
}

void finish_caching(httplib::Response& response) {
  if (response.status >= 400 || !response.has_header("Cache-Control")) forbid_storing(response);
  // The library counts what is not there. Of a 304 the length would be that of the whole answer
  // (RFC 9110, 8.6), and a 204 has none.
  if (response.status == 304 || response.status == 204) response.headers.erase("Content-Length");
}

}  // namespace fihrist::http
