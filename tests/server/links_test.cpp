// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/pages/links.h"

#include <doctest/doctest.h>

#include <string>

#include "server/http/parameters.h"

namespace {

using namespace fihrist;

pages::PageRequest page_of(const http::Parameters& parameters) {
  return http::read_page(parameters, "");
}

}  // namespace

TEST_CASE("a page's URL says all of its state, the shortest way") {
  struct Row {
    const char* what;
    http::Parameters parameters;
    std::string url;
  };
  const Row rows[] = {
      {"nothing", {}, "/"},
      {"a query", {{"q", "سد"}}, "/?q=%D8%B3%D8%AF"},
      {"the standards are left out",
       {{"q", "a"}, {"page", "1"}, {"per_page", "10"}, {"sort", "relevance"}, {"exact", "false"}},
       "/?q=a"},
      {"everything, in one order",
       {{"page", "3"},
        {"per_page", "25"},
        {"sort", "oldest"},
        {"exact", "true"},
        {"collapse", "false"},
        {"keyword", "k"},
        {"author", "u"},
        {"source", "s"},
        {"q", "a b"},
        {"snippet_length", "100"},
        {"freshness", "2.5"}},
       "/?q=a%20b&source=s&author=u&keyword=k&exact=true&collapse=false&sort=oldest&freshness=2.5"
       "&snippet_length=100&per_page=25&page=3"},
      {"signs", {{"q", "a&b=c+d#e"}}, "/?q=a%26b%3Dc%2Bd%23e"},
      {"a month", {{"from", "2024-11-01"}, {"to", "2024-11-30"}}, "/?from=2024-11&to=2024-11"},
      {"a year", {{"from", "2024-01-01"}, {"to", "2024-12-31"}}, "/?from=2024&to=2024"},
      {"February of a leap year",
       {{"from", "2024-02"}, {"to", "2024-02-29"}},
       "/?from=2024-02&to=2024-02"},
      {"days", {{"from", "2024-11-02"}, {"to", "2024-11-29"}}, "/?from=2024-11-02&to=2024-11-29"},
      {"a chosen language", {{"q", "a"}, {"lang", "en"}}, "/?q=a&lang=en"},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.what));
    const pages::PageRequest page = page_of(row.parameters);
    CHECK(pages::search_url(page) == row.url);
  }
}

TEST_CASE("links keep what they should") {
  const pages::PageRequest page =
      page_of({{"q", "a"}, {"source", "s"}, {"page", "4"}, {"lang", "en"}});
  CHECK(pages::article_url("x/1 ؟", page) == "/article/x/1%20%D8%9F?q=a&source=s&page=4&lang=en");
  CHECK(pages::search_url(pages::fresh(page)) == "/?lang=en");
  search::SearchRequest other = page.search;
  other.exact = true;
  CHECK(pages::search_url(pages::with_search(page, other)) == "/?q=a&source=s&exact=true&lang=en");
  CHECK(pages::search_url_at("/search.atom", page.search) == "/search.atom?q=a&source=s&page=4");
}
