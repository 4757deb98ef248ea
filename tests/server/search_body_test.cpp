// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/search_body.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>

#include "server/http/problem.h"

namespace {

using namespace fihrist;

http::Problem problem_of(const std::string& body) {
  try {
    http::read_search(http::read_search_body(body));
  } catch (const http::RequestError& error) {
    return error.problem();
  }
  FAIL("no error");
  return {};
}

}  // namespace

TEST_CASE("a JSON object says what the parameters of a URL say") {
  struct Row {
    const char* body;
    http::Parameters parameters;
  };
  const Row rows[] = {
      {R"({"q": "سد مأرب"})", {{"q", "سد مأرب"}}},
      {"\xEF\xBB\xBF {\"q\": \"\\u0633\\u062F\"} \n", {{"q", "سد"}}},
      {R"({"q": "a", "page": 2, "per_page": 100})",
       {{"q", "a"}, {"page", "2"}, {"per_page", "100"}}},
      {R"({"source": "القمة"})", {{"source", "القمة"}}},
      {R"({"source": ["القمة", "الساحل"]})", {{"source", "القمة"}, {"source", "الساحل"}}},
      {R"({"author": [], "keyword": ["سوق"]})", {{"keyword", "سوق"}}},
      {R"({"facets": ["source", "month"]})", {{"facets", "source,month"}}},
      {R"({"facets": "source,month"})", {{"facets", "source,month"}}},
      {R"({"facets": []})", {}},
      {R"({"exact": true, "collapse": false})", {{"exact", "true"}, {"collapse", "false"}}},
      {R"({"freshness": 7})", {{"freshness", "7"}}},
      {R"({"freshness": 1.5e1})", {{"freshness", "15"}}},
      {R"({"freshness": 0.1})", {{"freshness", "0.1"}}},
      {R"({"page": -1})", {{"page", "-1"}}},
      {R"({"page": 1000000000})", {{"page", "1000000000"}}},
      {R"({"from": "2024", "to": "2024-11", "sort": "newest"})",
       {{"from", "2024"}, {"to", "2024-11"}, {"sort", "newest"}}},
      {"{}", {}},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.body));
    CHECK(http::read_search_body(row.body) == row.parameters);
  }
}

TEST_CASE("what is no JSON object is told with its place") {
  struct Row {
    std::string body;
    std::size_t offset;
  };
  const Row rows[] = {
      {"", 0},
      {"q=a", 0},
      {"{\"q\": NaN}", 6},
      {"{\"q\": Infinity}", 6},
      {"{\"freshness\": 1e999}", 18},
      {"{\"q\": 'a'}", 6},
      {"{\"q\": \"a\",}", 10},
      {"{\"q\": \"a\"", 9},
      {"{\"q\": \"a\"} {}", 11},
      {"{\"q\": \"\xFF\"}", 7},
      {"{\"q\": \"\xD8\"}", 8},
      {"{\"q\": \"\\ud800\"}", 13},
      {std::string("{\"q\": \"a\0b\"}", 12), 8},
      {"{\"q\": \"a\nb\"}", 8},
      {"// q\n{}", 0},
      {"[]", 0},
      {"\"q\"", 0},
      {"1", 0},
      {"null", 0},
      {std::string(200'000, '['), 0},
      {std::string(200'000, '"'), 0},
      {"{\"q\": \"" + std::string(200'000, '\\'), 200'007},
  };
  for (const Row& row : rows) {
    INFO(row.body.substr(0, 40));
    const http::Problem problem = problem_of(row.body);
    CHECK(problem.status == 400);
    CHECK(problem.code == "bad_json");
    CHECK(problem.parameter.empty());
    REQUIRE(problem.offset.has_value());
    CHECK(*problem.offset == row.offset);
  }
}

TEST_CASE("a wrong value in the JSON is a 400 that names its parameter") {
  struct Row {
    std::string body;
    const char* named;
  };
  const Row rows[] = {
      {R"({"q": 1})", "q"},
      {R"({"q": null})", "q"},
      {R"({"q": ["a"]})", "q"},
      {R"({"q": {"text": "a"}})", "q"},
      {R"({"q": "a", "page": "2"})", "page"},
      {R"({"q": "a", "page": 1.0})", "page"},
      {R"({"q": "a", "page": -1})", "page"},
      {R"({"q": "a", "page": 1000000000})", "page"},
      {R"({"q": "a", "page": 18446744073709551616})", "page"},
      {R"({"q": "a", "per_page": 0})", "per_page"},
      {R"({"q": "a", "exact": "true"})", "exact"},
      {R"({"q": "a", "collapse": 1})", "collapse"},
      {R"({"q": "a", "freshness": true})", "freshness"},
      {R"({"q": "a", "freshness": 1e300})", "freshness"},
      {R"({"q": "a", "from": 2024})", "from"},
      {R"({"q": "a", "source": [["a"]]})", "source"},
      {R"({"q": "a", "source": ["a", 1]})", "source"},
      {R"({"q": "a", "source": ["a", {}]})", "source"},
      {R"({"q": "a", "source": ["a\u0000"]})", "source"},
      {R"({"q": "a", "facets": [null]})", "facets"},
      {R"({"q": "a", "facets": ["source", "colour"]})", "facets"},
      {R"({"q": "a", "q": "b"})", "q"},
      {R"({"source": "a", "source": "b"})", "source"},
      {R"({"q": "a", "colour": "red"})", "colour"},
      {R"({"q": "a", "Page": 1})", "Page"},
      {R"({"q": " "})", "q"},
      {"{}", "q"},
      {"{\"q\": " + std::string(200'000, '['), "q"},
      {"{\"source\": " + std::string(200'000, '['), "source"},
      {"{\"" + std::string(100'000, 'a') + "\": 1}", nullptr},
      {"{" + std::string(200'000, '"'), nullptr},
  };
  for (const Row& row : rows) {
    INFO(row.body.substr(0, 60));
    const http::Problem problem = problem_of(row.body);
    CHECK(problem.status == 400);
    CHECK(problem.code == "bad_parameter");
    if (row.named != nullptr) {
      CHECK(problem.parameter == row.named);
      CHECK(problem.detail.find(row.named) != std::string::npos);
    }
    CHECK(problem.detail.size() < 500);
    CHECK_FALSE(problem.offset.has_value());
  }
}
