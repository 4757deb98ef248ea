// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/plain_text.h"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

#include "arabic/decode.h"

namespace {

using namespace fihrist;

// One hit whose words `سد` and `مأرب` are matched.
search::SearchResults one_hit() {
  search::Hit hit;
  hit.article.id = "water/سد 1";
  hit.article.title = "سد مأرب";
  hit.title = {hit.article.title, {}};
  hit.article.source = "القمة";
  hit.article.author = "هدى السالم";
  hit.article.published = index::make_moment(2024, 11, 25, 1, 30, 0, std::chrono::hours(4));
  const std::string text = "بُني سد مأرب قديمًا";
  const std::size_t begin = text.find("سد");
  const std::size_t middle = text.find("مأرب");
  const auto range = [](std::size_t from, std::size_t to) {
    return arabic::ByteRange{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
  };
  hit.snippet = {text, {range(begin, begin + 4), range(middle, middle + 8)}};
  search::SearchResults results;
  results.total = 1;
  results.hits = {hit};
  return results;
}

search::SearchRequest asked(const std::string& query) {
  search::SearchRequest request;
  request.query = query;
  return request;
}

}  // namespace

TEST_CASE("a listing for a terminal") {
  search::SearchResults results = one_hit();
  CHECK(http::to_plain_text(asked("سد مأرب"), results) ==
        "1 result for: سد مأرب\n"
        "\n"
        "1.  سد مأرب\n"
        "    2024-11-25 · القمة · هدى السالم\n"
        "    /v1/articles/water/%D8%B3%D8%AF%201\n"
        "    بُني *سد مأرب* قديمًا\n");

  search::SearchRequest third_page = asked("سد");
  third_page.page = 3;
  results.total = 25;
  results.notes = {{search::Note::Kind::kFewHaveAll, {}}};
  results.suggestion = "سدود";
  results.facets = {{search::Facet::kSource, {{"القمة", 21}, {"الساحل", 4}}},
                    {search::Facet::kMonth, {}}};
  results.related = {"ري", "جفاف"};
  search::Hit& hit = results.hits[0];
  hit.article.title.clear();
  hit.opening = "بُني سد …";
  hit.article.source.clear();
  hit.article.author.clear();
  hit.article.published.reset();
  hit.article.url = "https://example.org/1";
  hit.snippet = {};
  hit.similar = 2;
  CHECK(http::to_plain_text(third_page, results) ==
        "25 results, page 3 of 3 for: سد\n"
        "note: Behind the articles that have all of the words come others that have some.\n"
        "did you mean: سدود\n"
        "\n"
        "21. بُني سد …\n"
        "    https://example.org/1\n"
        "    and 2 much like it\n"
        "\n"
        "source:\n"
        "      21  القمة\n"
        "       4  الساحل\n"
        "\n"
        "month:\n"
        "\n"
        "related: ري · جفاف\n");
  CHECK(http::to_plain_text(asked("كسكسجمبري"), {}) == "No results for: كسكسجمبري\n");
  CHECK(http::to_plain_text(asked(""), {}) == "No results\n");
}

TEST_CASE("no text of an article moves the cursor, begins a line or turns the direction") {
  const std::string evil =
      "سد\x1B[2J\r\n\xC2\x9B\x33\x31m\u2028\u202E\u2067مأرب\u202C\t\x07\u200Fري";
  const std::string tame = "سد [2J 31m مأرب \u200Fري";
  search::SearchResults results = one_hit();
  search::Hit& hit = results.hits[0];
  hit.title = {evil, {}};
  hit.article.title = hit.article.source = hit.article.author = hit.article.url = evil;
  hit.snippet = {evil, {}};
  results.suggestion = evil;
  results.notes = {{search::Note::Kind::kUnknownField, evil}};
  results.facets = {{search::Facet::kSource, {{evil, 1}}}};
  results.related = {evil};
  const std::string listing = http::to_plain_text(asked(evil), results);
  std::size_t found = 0;
  for (std::size_t at = listing.find(tame); at != std::string::npos;
       at = listing.find(tame, at + 1)) {
    ++found;
  }
  CHECK(found == 10);
  for (const char32_t c : arabic::to_utf32(listing)) {
    const bool is_control = (c < U' ' && c != U'\n') || (c >= U'\u007F' && c <= U'\u009F');
    const bool turns = (c >= U'\u202A' && c <= U'\u202E') || (c >= U'\u2066' && c <= U'\u2069');
    CHECK_FALSE(is_control);
    CHECK_FALSE(turns);
  }
  CHECK(http::to_plain_text(http::bad_parameter("q", "`q` is\n\x1B wrong.")) ==
        "error: `q` is wrong.\n");
}

TEST_CASE("a long snippet is broken between words, and vowel signs take no column") {
  search::SearchResults results = one_hit();
  search::Hit& hit = results.hits[0];
  std::string text;
  for (int i = 0; i < 60; ++i) text += (i == 0 ? "" : " ") + std::string("مُتَطَرِّفة");
  hit.snippet = {text, {}};
  std::istringstream lines(http::to_plain_text(asked("x"), results));
  std::size_t words = 0;
  std::size_t line_number = 0;
  for (std::string line; std::getline(lines, line); ++line_number) {
    if (line_number < 5) continue;
    CHECK(line.starts_with("    م"));
    std::istringstream parts(line);
    std::size_t here = 0;
    for (std::string word; parts >> word; ++here) CHECK(word == "مُتَطَرِّفة");
    CHECK(here <= 10);  // of six letters and a blank each
    words += here;
  }
  CHECK(words == 60);
  hit.snippet = {std::string(300, 'a') + " b", {}};  // a word longer than a line is left whole
  CHECK(http::to_plain_text(asked("x"), results)
            .ends_with("    " + std::string(300, 'a') + "\n    b\n"));
  const std::string echo = http::to_plain_text(asked(std::string(60'000, 'a')), {});
  CHECK(echo.size() < 300);
}
