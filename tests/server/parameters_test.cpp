// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/parameters.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "server/http/problem.h"

namespace {

using namespace fihrist;

http::Problem problem_of(const http::Parameters& parameters) {
  try {
    http::read_search(parameters);
  } catch (const http::RequestError& error) {
    return error.problem();
  }
  FAIL("no error");
  return {};
}

}  // namespace

TEST_CASE("good parameters") {
  const auto request = http::read_search({{"q", "كلمة"}, {"page", "3"}, {"per_page", "20"}});
  CHECK(request.query == "كلمة");
  CHECK(request.page == 3);
  CHECK(request.per_page == 20);
  CHECK(http::read_search({{"q", "x"}}).page == 1);
  CHECK(http::read_search({{"q", "x"}}).per_page == 10);
}

TEST_CASE("filters and order") {
  using namespace std::chrono;
  const auto request = http::read_search({{"q", "x"},
                                          {"source", "القمة"},
                                          {"source", "الساحل"},
                                          {"author", "هدى السالم"},
                                          {"keyword", "سوق"},
                                          {"from", "2023"},
                                          {"to", "2024-02"},
                                          {"sort", "newest"}});
  CHECK(request.filters.sources.size() == 2);
  CHECK(request.filters.authors == std::vector<std::string>{"هدى السالم"});
  CHECK(request.filters.keywords == std::vector<std::string>{"سوق"});
  CHECK((request.filters.from == year(2023) / January / 1));
  CHECK((request.filters.to == year(2024) / February / 29));
  CHECK((request.sort == search::Sort::kNewest));
  const auto day = http::read_search({{"q", "x"}, {"from", "2024-05-06"}, {"to", "2024-05-06"}});
  CHECK((day.filters.from == day.filters.to));
}

TEST_CASE("what a search may be told of its answer") {
  const auto request = http::read_search({{"q", "x"},
                                          {"facets", "month,source"},
                                          {"collapse", "false"},
                                          {"exact", "true"},
                                          {"snippet_length", "2000"},
                                          {"freshness", "1.5"},
                                          {"related", "20"}});
  CHECK((request.facets == std::vector{search::Facet::kMonth, search::Facet::kSource}));
  CHECK_FALSE(request.collapse);
  CHECK(request.exact);
  CHECK(request.snippet_length == 2000);
  CHECK(request.freshness == 1.5);
  CHECK(request.related == 20);
  const auto plain = http::read_search({{"q", "x"}});
  CHECK(plain.facets.empty());
  CHECK(plain.collapse);
  CHECK_FALSE(plain.exact);
  CHECK(plain.snippet_length == 240);
  CHECK_FALSE(plain.freshness.has_value());
  CHECK(plain.related == 0);
  CHECK(http::read_search({{"q", "x"}, {"related", "0"}}).related == 0);
}

TEST_CASE("q may be left out where a filter is given") {
  const http::Parameters filters[] = {{{"source", "القمة"}}, {{"author", "هدى السالم"}},
                                      {{"keyword", "سوق"}},  {{"from", "2024"}},
                                      {{"to", "2024"}},      {{"to", "2024"}, {"q", " \t\x01"}}};
  for (const http::Parameters& parameters : filters) {
    CHECK(http::read_search(parameters).query.empty());
  }
}

TEST_CASE("control characters in what a person typed are blanks, byte for byte") {
  const auto typed = [](const std::string& q) { return http::read_search({{"q", q}}).query; };
  CHECK(typed("سد\x01مأرب") == "سد مأرب");
  CHECK(typed(std::string("a\0b", 3)) == "a b");
  CHECK(typed("a\x7F\x1B[31mb") == "a  [31mb");
  CHECK(typed("a\xC2\x85\xC2\x9F\xC2\xA0z") == "a    \xC2\xA0z");  // but not the hard blank
  CHECK(typed("a\tb\r\nc") == "a\tb\r\nc");
  CHECK(typed("أ\u200Fب\u202Bج") == "أ\u200Fب\u202Bج");  // direction marks are no controls
  CHECK(http::read_text({{"text", "a\x02"}}) == "a ");
}

TEST_CASE("completions and similar articles") {
  const auto request =
      http::read_suggest({{"q", "المفا"}, {"limit", "20"}, {"format", "opensearch"}});
  CHECK(request.typed == "المفا");
  CHECK(request.most == 20);
  CHECK(request.opensearch);
  CHECK(http::read_suggest({}).typed.empty());
  CHECK(http::read_suggest({}).most == 8);
  CHECK_FALSE(http::read_suggest({{"format", "json"}}).opensearch);
  CHECK_THROWS_AS(http::read_suggest({{"limit", "21"}}), http::RequestError);
  CHECK_THROWS_AS(http::read_suggest({{"format", "xml"}}), http::RequestError);
  CHECK_THROWS_AS(http::read_suggest({{"page", "1"}}), http::RequestError);
  CHECK(http::read_similar({}) == 10);
  CHECK(http::read_similar({{"limit", "50"}}) == 50);
  CHECK_THROWS_AS(http::read_similar({{"limit", "51"}}), http::RequestError);
}

TEST_CASE("a bad parameter is a 400 that names it") {
  struct Row {
    const char* what;
    http::Parameters parameters;
    const char* named;
  };
  const Row rows[] = {
      {"missing q", {}, "q"},
      {"empty q", {{"q", " "}}, "q"},
      {"q twice", {{"q", "a"}, {"q", "b"}}, "q"},
      {"q not UTF-8", {{"q", "\xff"}}, "q"},
      {"q too long", {{"q", std::string(http::kLongestQuery + 1, 'a')}}, "q"},
      {"page a word", {{"q", "a"}, {"page", "x"}}, "page"},
      {"page zero", {{"q", "a"}, {"page", "0"}}, "page"},
      {"page negative", {{"q", "a"}, {"page", "-1"}}, "page"},
      {"page with a tail", {{"q", "a"}, {"page", "1x"}}, "page"},
      {"page too deep", {{"q", "a"}, {"page", "1001"}}, "page"},
      {"page over all numbers", {{"q", "a"}, {"page", "99999999999999999999999"}}, "page"},
      {"per_page too large", {{"q", "a"}, {"per_page", "1000"}}, "per_page"},
      {"unknown", {{"q", "a"}, {"Q", "a"}}, "Q"},
      {"sort by something else", {{"q", "a"}, {"sort", "size"}}, "sort"},
      {"an empty source", {{"q", "a"}, {"source", " "}}, "source"},
      {"a source not UTF-8", {{"q", "a"}, {"source", "\xff"}}, "source"},
      {"a date of words", {{"q", "a"}, {"from", "أمس"}}, "from"},
      {"no such month", {{"q", "a"}, {"from", "2024-13"}}, "from"},
      {"no such day", {{"q", "a"}, {"to", "2023-02-29"}}, "to"},
      {"a date with a tail", {{"q", "a"}, {"to", "2023-02-28T"}}, "to"},
      {"a day without its zero", {{"q", "a"}, {"to", "2023-2-8"}}, "to"},
      {"unknown facet", {{"q", "a"}, {"facets", "source,colour"}}, "facets"},
      {"a facet twice", {{"q", "a"}, {"facets", "source,source"}}, "facets"},
      {"an empty facet", {{"q", "a"}, {"facets", "source,"}}, "facets"},
      {"no facet", {{"q", "a"}, {"facets", ""}}, "facets"},
      {"collapse a number", {{"q", "a"}, {"collapse", "1"}}, "collapse"},
      {"exact empty", {{"q", "a"}, {"exact", ""}}, "exact"},
      {"snippet_length too short", {{"q", "a"}, {"snippet_length", "39"}}, "snippet_length"},
      {"snippet_length too long", {{"q", "a"}, {"snippet_length", "2001"}}, "snippet_length"},
      {"freshness too short", {{"q", "a"}, {"freshness", "0.99"}}, "freshness"},
      {"freshness too long", {{"q", "a"}, {"freshness", "36500.1"}}, "freshness"},
      {"freshness no number", {{"q", "a"}, {"freshness", "nan"}}, "freshness"},
      {"freshness without end", {{"q", "a"}, {"freshness", "inf"}}, "freshness"},
      {"freshness with an exponent", {{"q", "a"}, {"freshness", "1e2"}}, "freshness"},
      {"too many related terms", {{"q", "a"}, {"related", "21"}}, "related"},
      {"q of control characters", {{"q", "\x01\x02"}}, "q"},
      {"a NUL in a name", {{"source", std::string("a\0b", 3)}}, "source"},
      {"a C1 control in a name", {{"author", "a\xC2\x9Bm"}}, "author"},
      {"an endless name", {{"keyword", std::string(http::kLongestName + 1, 'a')}}, "keyword"},
      {"contradictory dates", {{"q", "a"}, {"from", "2024-05"}, {"to", "2024-04-30"}}, "from"},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.what));
    const http::Problem problem = problem_of(row.parameters);
    CHECK(problem.status == 400);
    CHECK(problem.code == "bad_parameter");
    CHECK(problem.parameter == row.named);
    CHECK(problem.detail.find(row.named) != std::string::npos);
  }
}

TEST_CASE("a page takes links with tails, and forms with empty boxes") {
  const auto page =
      http::read_page({{"q", "a"}, {"utm_source", "x"}, {"from", ""}, {"to", " "}}, "");
  CHECK(page.search.query == "a");
  CHECK(!page.search.filters.any());
  CHECK(pages::is_search(page));
  CHECK(!pages::is_search(http::read_page({{"q", " "}}, "")));
  CHECK(pages::is_search(http::read_page({{"source", "x"}}, "")));
  CHECK(pages::is_search(http::read_page({{"sort", "newest"}}, "")));
}

TEST_CASE("a page of a wrong search says so, and keeps the query and the language") {
  CHECK_THROWS_AS(http::read_page({{"q", "a"}, {"page", "x"}}, ""), http::RequestError);
  const auto page = http::read_broken_page({{"q", "a"}, {"page", "x"}, {"lang", "en"}}, "");
  CHECK(page.search.query == "a");
  CHECK(page.language == pages::Language::kEnglish);
  CHECK(http::read_broken_page({{"q", "\xFF"}}, "").search.query.empty());
}

TEST_CASE("the language of a page is the one of the URL, then that of the browser, then Arabic") {
  struct Row {
    http::Parameters parameters;
    const char* accept;
    const char* tag;
    bool chosen;
  };
  const Row rows[] = {
      {{}, "", "ar", false},
      {{}, "en-GB,en;q=0.9", "en", false},
      {{{"lang", "ar"}}, "en", "ar", true},
      {{{"lang", "en"}}, "ar", "en", true},
      {{{"lang", "fr"}}, "en", "en", false},
      {{{"lang", ""}}, "ar", "ar", false},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.accept));
    const auto page = http::read_page(row.parameters, row.accept);
    CHECK(std::string(pages::tag_of(page.language)) == row.tag);
    CHECK(page.is_language_chosen == row.chosen);
  }
}
