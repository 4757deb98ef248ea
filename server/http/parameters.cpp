// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/parameters.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "arabic/decode.h"
#include "server/http/problem.h"

namespace fihrist::http {
namespace {

// Throws if a name is not among `known`.
void require_known(const Parameters& parameters, std::initializer_list<std::string_view> known) {
  for (const auto& [name, value] : parameters) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    std::string names;
    for (const std::string_view one : known) names.append(names.empty() ? "" : ", ").append(one);
    // The name comes back in the answer, which must be valid UTF-8.
    const std::string shown = arabic::to_valid_utf8(std::string_view(name).substr(0, 100));
    throw RequestError(
        bad_parameter(shown, "There is no parameter `" + shown + "` here. " +
                                 (names.empty() ? "None is taken." : "Known: " + names + ".")));
  }
}

std::optional<std::string> find(const Parameters& parameters, const std::string& name) {
  const auto [begin, end] = parameters.equal_range(name);
  if (begin == end) return std::nullopt;
  if (std::next(begin) != end) {
    throw RequestError(bad_parameter(name, "`" + name + "` is given more than once."));
  }
  return begin->second;
}

std::size_t read_number(const Parameters& parameters, const std::string& name, std::size_t standard,
                        std::size_t most) {
  const auto text = find(parameters, name);
  if (!text) return standard;
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc() || end != text->data() + text->size() || value < 1 || value > most) {
    throw RequestError(bad_parameter(
        name, "`" + name + "` must be a whole number from 1 to " + std::to_string(most) + "."));
  }
  return value;
}

bool read_switch(const Parameters& parameters, const std::string& name) {
  const std::string value = find(parameters, name).value_or("false");
  if (value != "true" && value != "false") {
    throw RequestError(bad_parameter(name, "`" + name + "` must be true or false."));
  }
  return value == "true";
}

// Text that a person typed; empty if it is not given.
std::string read_typed(const Parameters& parameters, const std::string& name) {
  std::string text = find(parameters, name).value_or("");
  if (text.size() > kLongestQuery) {
    throw RequestError(bad_parameter(name, "`" + name + "` is longer than " +
                                               std::to_string(kLongestQuery) +
                                               " bytes. Ask with fewer words."));
  }
  if (arabic::find_invalid_utf8(text)) {
    throw RequestError(
        bad_parameter(name, "`" + name + "` is not valid UTF-8. Percent-encode its UTF-8 bytes."));
  }
  return text;
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

std::string read_query(const Parameters& parameters) { return read_typed(parameters, "q"); }

search::SearchRequest read_paging(const Parameters& parameters) {
  search::SearchRequest request;
  request.per_page = read_number(parameters, "per_page", request.per_page, kMostPerPage);
  request.page =
      read_number(parameters, "page", request.page, search::kDeepestResult / request.per_page);
  return request;
}

}  // namespace

search::SearchRequest read_search(const Parameters& parameters) {
  require_known(parameters, {"q", "page", "per_page", "exact"});
  search::SearchRequest request = read_paging(parameters);
  request.exact = read_switch(parameters, "exact");
  request.query = read_query(parameters);
  if (is_blank(request.query)) {
    throw RequestError(bad_parameter("q", "`q` is missing. Say what to search for: ?q=WORDS"));
  }
  return request;
}

search::SearchRequest read_page_search(const Parameters& parameters) {
  search::SearchRequest request = read_paging(parameters);
  request.query = read_query(parameters);
  return request;
}

std::string read_article_query(const Parameters& parameters) {
  require_known(parameters, {"q"});
  return read_query(parameters);
}

std::string read_text(const Parameters& parameters) {
  require_known(parameters, {"text"});
  std::string text = read_typed(parameters, "text");
  if (is_blank(text)) {
    throw RequestError(
        bad_parameter("text", "`text` is missing. Say what to analyse: ?text=WORDS"));
  }
  return text;
}

void read_nothing(const Parameters& parameters) { require_known(parameters, {}); }

}  // namespace fihrist::http
