// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/parameters.h"

#include <doctest/doctest.h>

#include <string>

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

TEST_CASE("the page in a browser takes links with tails") {
  CHECK(http::read_page_search({{"q", "a"}, {"utm_source", "x"}}).query == "a");
  CHECK(http::read_page_search({}).query.empty());
}
