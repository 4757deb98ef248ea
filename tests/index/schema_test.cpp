// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Terms as they stand in the index.

#include "index/schema.h"

#include <doctest/doctest.h>
#include <xapian.h>

#include <cstddef>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include "arabic/decode.h"

namespace fihrist::index {
namespace {

constexpr std::size_t kLongestTerm = 245;  // of Xapian

std::string repeat(std::string_view part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

TEST_CASE("a term that fits is its prefix and its value") {
  struct Row {
    std::string_view rule;
    std::string_view prefix;
    std::string value;
  };
  const Row kRows[] = {
      {"no prefix", "", "مفاوضات"},
      {"stem", kStemPrefix, "مفاوض"},
      {"source", kSourcePrefix, "الجزيره"},
      {"empty value", kIdPrefix, ""},
      {"one byte under the limit", kIdPrefix, repeat("x", kLongestTerm - 2)},
      {"at the limit", kIdPrefix, repeat("x", kLongestTerm - 1)},
      {"at the limit, no prefix", "", repeat("x", kLongestTerm)},
      {"at the limit, long prefix", kSourcePrefix, repeat("س", 119)},
      {"at the limit, Arabic", kAuthorPrefix, repeat("س", 122)},
  };
  for (const Row& row : kRows) {
    INFO(row.rule);
    const std::string term = make_term(row.prefix, row.value);
    CHECK(term == std::string(row.prefix) + row.value);
    CHECK(term.size() <= kLongestTerm);
  }
}

TEST_CASE("a longer term is cut between two characters and told apart by a checksum") {
  struct Row {
    std::string_view rule;
    std::string_view prefix;
    std::string value;
  };
  const Row kRows[] = {
      {"one byte over the limit", kIdPrefix, repeat("x", kLongestTerm)},
      {"one byte over the limit, no prefix", "", repeat("x", kLongestTerm + 1)},
      {"two bytes a character", kAuthorPrefix, repeat("س", 200)},
      {"two bytes a character, one byte on", kAuthorPrefix, "x" + repeat("س", 200)},
      {"three bytes a character", kKeywordPrefix, repeat("\uFEFB", 200)},
      {"three bytes a character, one byte on", kKeywordPrefix, "x" + repeat("\uFEFB", 200)},
      {"three bytes a character, two bytes on", kKeywordPrefix, "xx" + repeat("\uFEFB", 200)},
      {"four bytes a character", kSourcePrefix, repeat("\U0001F1F5", 200)},
      {"four bytes a character, one byte on", kSourcePrefix, "x" + repeat("\U0001F1F5", 200)},
      {"the longest id", kIdPrefix, repeat("x", 1024)},
  };
  for (const Row& row : kRows) {
    INFO(row.rule);
    const std::string term = make_term(row.prefix, row.value);
    CHECK(term.size() <= kLongestTerm);
    CHECK(term.size() > kLongestTerm - 4);  // no more is lost than the start of one character
    CHECK_FALSE(arabic::find_invalid_utf8(term).has_value());
    CHECK(term.starts_with(std::string(row.prefix) + row.value.substr(0, 200)));
    CHECK(term == make_term(row.prefix, row.value));
    Xapian::Document document;
    CHECK_NOTHROW(document.add_boolean_term(term));
  }
}

TEST_CASE("distinct long values stay distinct") {
  const std::string base = repeat("س", 300);
  const std::string kValues[] = {base,       base + "ا",  base + "ب",       base + base,
                                 base + " ", base + "ab", repeat("س", 299), repeat("ش", 300)};
  std::set<std::string> terms;
  for (const std::string& value : kValues) terms.insert(make_term(kIdPrefix, value));
  CHECK(terms.size() == std::size(kValues));
  CHECK(make_term(kAuthorPrefix, base) != make_term(kKeywordPrefix, base));
}

TEST_CASE("the host of a URL") {
  struct Row {
    std::string_view rule;
    std::string_view url;
    std::string_view host;
  };
  constexpr Row kRows[] = {
      {"plain", "https://aljazeera.net/news/1", "aljazeera.net"},
      {"no path", "https://aljazeera.net", "aljazeera.net"},
      {"www is left out", "https://www.aljazeera.net/news", "aljazeera.net"},
      {"other subdomains stay", "https://arabic.cnn.com/world", "arabic.cnn.com"},
      {"www inside stays", "https://news.www.example.org/", "news.www.example.org"},
      {"capitals", "HTTPS://WWW.AlJazeera.NET/News", "aljazeera.net"},
      {"port", "http://localhost:8080/a", "localhost"},
      {"user and password", "https://user:secret@example.org/a", "example.org"},
      {"at sign in the path", "https://example.org/@name", "example.org"},
      {"at sign in the query", "https://example.org?to=a@b.org", "example.org"},
      {"query behind the host", "https://example.org?id=17", "example.org"},
      {"fragment behind the host", "https://example.org#top", "example.org"},
      {"colon in the path", "https://example.org/a:b", "example.org"},
      {"URL in the query", "https://example.org/?u=http://other.org/", "example.org"},
      {"Arabic path", "https://example.org/أخبار", "example.org"},
      {"no scheme", "example.org/news", ""},
      {"empty", "", ""},
      {"path alone", "/news/1", ""},
      {"mail address", "mailto:desk@example.org", ""},
      {"no host", "file:///tmp/a.html", ""},
  };
  for (const Row& row : kRows) {
    INFO(row.rule, ": ", row.url);
    CHECK(host_of(row.url) == row.host);
  }
}

}  // namespace
}  // namespace fihrist::index
