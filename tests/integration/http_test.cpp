// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/integration/running_server.h"
#include "tests/integration/samples.h"
#include "tests/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using namespace fihrist;
using nlohmann::json;
using test::build_samples;
using test::check_problem;
using test::sample_index;
using test::Samples;

std::vector<std::string> keys_of(const std::string& text) {
  std::vector<std::string> keys;
  const auto ordered = nlohmann::ordered_json::parse(text);
  for (const auto& [key, value] : ordered.items()) keys.push_back(key);
  return keys;
}

}  // namespace

TEST_CASE("the answer of /v1/search has the fields of the contract, in their order") {
  test::RunningServer server(sample_index());
  const auto response = server.get("/v1/search", {{"q", "المفاوضات النووية"}});
  REQUIRE(response.status == 200);
  CHECK(keys_of(response.body) == std::vector<std::string>{"query", "total", "page", "per_page",
                                                           "took_ms", "hits", "facets",
                                                           "suggestion", "notes"});
  const json answer = json::parse(response.body);
  CHECK(answer["query"] == "المفاوضات النووية");
  REQUIRE(!answer["hits"].empty());
  const json& best = answer["hits"][0];
  CHECK(best["id"] == "a03-nuclear-round");
  CHECK(best["published"] == "2025-04-23T00:00:00Z");
  CHECK(best["source"] == "مجلة أفق الدبلوماسية");
  CHECK(best["author"] == "سلمى الكيالي");
  CHECK(best["url"].is_null());
  CHECK(best["matched"] == json({"المفاوضات", "النووية"}));
  CHECK(best["similar"] == 0);
  CHECK(best["title_html"].get<std::string>().find("<mark>المفاوضات</mark> <mark>النووية</mark>") !=
        std::string::npos);
  for (const char* key : {"id", "title", "title_html", "url", "source", "author", "published",
                          "updated", "score", "snippet_html", "matched", "similar"}) {
    CHECK(best.contains(key));
  }
}

TEST_CASE("hits are ranked, and pages follow each other without gap or overlap") {
  test::RunningServer server(sample_index());
  std::set<std::string> ids;
  std::size_t total = 0;
  double last = 1e9;
  for (int page = 1; page <= 4; ++page) {
    const auto response =
        server.get("/v1/search", {{"q", "في"}, {"page", std::to_string(page)}, {"per_page", "15"}});
    const json answer = json::parse(response.body);
    total = answer["total"]["value"];
    CHECK(answer["page"] == page);
    for (const json& hit : answer["hits"]) {
      ids.insert(hit["id"].get<std::string>());
      CHECK(hit["score"].get<double>() <= last);
      last = hit["score"];
    }
  }
  CHECK(ids.size() == total);
  CHECK(total > 30);
}

TEST_CASE("a search is narrowed by source, author, keyword and date, and ordered by date") {
  test::RunningServer server(sample_index());
  const auto search = [&](httplib::Params parameters) {
    parameters.emplace("q", "في");
    parameters.emplace("per_page", "100");
    const auto response = server.get("/v1/search", parameters);
    REQUIRE(response.status == 200);
    return json::parse(response.body);
  };
  const json all = search({});
  std::map<std::string, std::size_t> sources;
  std::map<std::string, std::size_t> years;
  for (const json& hit : all["hits"]) {
    if (!hit["source"].is_null()) ++sources[hit["source"]];
    if (!hit["published"].is_null()) ++years[hit["published"].get<std::string>().substr(0, 4)];
  }
  REQUIRE(sources.size() > 2);
  REQUIRE(years.size() > 1);
  for (const auto& [source, count] : sources) {
    INFO(source);
    const json found = search({{"source", source}});
    CHECK(found["total"]["value"] >= count);  // other spellings of the name too
    for (const json& hit : found["hits"]) CHECK(!hit["source"].is_null());
  }
  const auto two = std::pair{sources.begin(), std::next(sources.begin())};
  CHECK(search({{"source", two.first->first}, {"source", two.second->first}})["total"]["value"] >=
        two.first->second + two.second->second);
  CHECK(search({{"source", "صحيفة لا وجود لها"}})["total"]["value"] == 0);
  CHECK(search({{"author", "سَلمى الكيّالي"}})["total"]["value"] == 1);
  CHECK(search({{"keyword", "جفاف"}, {"keyword", "سدود"}})["total"]["value"] == 1);
  CHECK(search({{"keyword", "جفاف"}, {"keyword", "جمارك"}})["total"]["value"] == 0);

  for (const auto& [year, count] : years) {
    INFO(year);
    CHECK(search({{"from", year}, {"to", year}})["total"]["value"] == count);
    // The same days, by days alone.
    CHECK(search({{"from", year + "-01-02"}, {"to", year + "-12-30"}})["total"]["value"] <= count);
  }
  CHECK(search({{"from", "1990"}, {"to", "1991-06"}})["total"]["value"] == 0);
  CHECK(search({{"from", "2024-12-15"}, {"to", "2025-01-15"}})["total"]["value"] <=
        search({{"from", "2024-12"}, {"to", "2025-01"}})["total"]["value"]);

  for (const std::string order : {"newest", "oldest"}) {
    INFO(order);
    const json sorted = search({{"sort", order}});
    CHECK(sorted["total"] == all["total"]);
    std::vector<std::string> dates;
    bool undated = false;
    for (const json& hit : sorted["hits"]) {
      if (hit["published"].is_null()) {
        undated = true;
      } else {
        CHECK_FALSE(undated);  // they come last
        dates.push_back(hit["published"].get<std::string>().substr(0, 10));
      }
    }
    CHECK(undated);
    CHECK(dates.size() > 20);
    if (order == "newest") std::reverse(dates.begin(), dates.end());
    CHECK(std::is_sorted(dates.begin(), dates.end()));
  }
}

TEST_CASE("forms and spellings of one word find the same articles") {
  test::RunningServer server(sample_index());
  const auto found = [&](const std::string& query) {
    std::set<std::string> ids;
    const json answer = server.search(query);
    for (const json& hit : answer["hits"]) ids.insert(hit["id"].get<std::string>());
    return ids;
  };
  const std::vector<std::vector<std::string>> groups = {
      {"مفاوضات", "المفاوضات", "والمفاوضات", "مفاوضة", "للمفاوضات", "مُفَاوَضَات"},
      {"پولندا", "بولندا"},
      {"العاصمة", "الـعـاصمة", "العاصمه"},
      {"٢٠٢٥", "2025"},
  };
  for (const auto& group : groups) {
    const auto first = found(group[0]);
    INFO(group[0]);
    for (const std::string& other : group) {
      INFO(other);
      CHECK(found(other) == first);
    }
  }
  CHECK(!found("مفاوضات").empty());
}

TEST_CASE("words of which no article has all are relaxed, with a note") {
  test::RunningServer server(sample_index());
  const json answer = server.search("المفاوضات كسكسجمبري");
  REQUIRE(answer["notes"].size() == 1);
  CHECK(answer["notes"][0]["code"] == "none_has_all");
  CHECK(!answer["hits"].empty());
  const json nothing = server.search("كسكسجمبري");
  CHECK(nothing["total"]["value"] == 0);
  CHECK(nothing["hits"].empty());
}

TEST_CASE("exact=true finds the folded spelling only") {
  test::RunningServer server(sample_index());
  const auto total = [&](const httplib::Params& parameters) {
    const json answer = json::parse(server.get("/v1/search", parameters).body);
    return answer["total"]["value"].get<int>();
  };
  CHECK(total({{"q", "مفاوضة"}}) > 0);
  CHECK(total({{"q", "مفاوضة"}, {"exact", "true"}}) == 0);  // no sample has this form
  CHECK(total({{"q", "المفاوضات"}, {"exact", "true"}}) > 0);
  CHECK(total({{"q", "المُفاوَضات"}, {"exact", "true"}}) ==
        total({{"q", "المفاوضات"}, {"exact", "true"}}));  // vowel signs are no spelling
  CHECK(total({{"q", "وزير"}, {"exact", "true"}}) < total({{"q", "وزير"}}));
  const json answer =
      json::parse(server.get("/v1/search", {{"q", "المفاوضات"}, {"exact", "true"}}).body);
  for (const json& hit : answer["hits"]) {
    const std::string snippet = hit["snippet_html"];
    CHECK(snippet.find("<mark>للمفاوضات</mark>") == std::string::npos);
  }
}

TEST_CASE("a quoted phrase is found in its order, or its words with a note") {
  test::RunningServer server(sample_index());
  const json phrase = server.search("\"المفاوضات النووية\"");
  REQUIRE(!phrase["hits"].empty());
  CHECK(phrase["hits"][0]["id"] == "a03-nuclear-round");
  CHECK(phrase["notes"].empty());
  const json turned = server.search("\"النووية المفاوضات\"");
  REQUIRE(turned["notes"].size() >= 1);
  CHECK(turned["notes"][0]["code"] == "no_phrase");
  CHECK(!turned["hits"].empty());
}

TEST_CASE("/v1/analyze tells what became of each word, and by which rule") {
  test::RunningServer server(sample_index());
  const std::string text = "سيفاوضون الوزراءَ، F16";
  const auto response = server.get("/v1/analyze", {{"text", text}});
  REQUIRE(response.status == 200);
  CHECK(keys_of(response.body) == std::vector<std::string>{"text", "tokens"});
  const json answer = json::parse(response.body);
  CHECK(answer["text"] == text);
  REQUIRE(answer["tokens"].size() == 3);
  const json& verb = answer["tokens"][0];
  CHECK(verb["word"] == "سيفاوضون");
  CHECK(verb["stem"] ==
        json::parse(server.get("/v1/analyze", {{"text", "المفاوضات"}}).body)["tokens"][0]["stem"]);
  CHECK(verb["steps"][0] == json({{"rule", "ending"}, {"letters", "ون"}}));
  const json& plural = answer["tokens"][1];
  CHECK(plural["word"] == "الوزراءَ");
  CHECK(plural["exact"] == "الوزراء");
  CHECK(plural["stem"] == "وزير");
  CHECK(plural["script"] == "arabic");
  CHECK(plural["position"] == 1);
  CHECK(text.substr(plural["begin"], plural["end"].get<std::size_t>() -
                                         plural["begin"].get<std::size_t>()) == "الوزراءَ");
  CHECK(answer["tokens"][2]["script"] == "latin");
  CHECK(answer["tokens"][2]["steps"].empty());
  check_problem(server.get("/v1/analyze"), 400, "bad_parameter", "text");
  check_problem(server.get("/v1/analyze?text=%FF"), 400, "bad_parameter", "text");
  check_problem(server.get("/v1/search", {{"q", "a"}, {"exact", "perhaps"}}), 400, "bad_parameter",
                "exact");
}

TEST_CASE("bad requests are problems that name the parameter") {
  test::RunningServer server(sample_index());
  check_problem(server.get("/v1/search"), 400, "bad_parameter", "q");
  check_problem(server.get("/v1/search", {{"q", "a"}, {"page", "x"}}), 400, "bad_parameter",
                "page");
  check_problem(server.get("/v1/search", {{"q", "a"}, {"per_page", "1000"}}), 400, "bad_parameter",
                "per_page");
  check_problem(server.get("/v1/search", {{"q", "a"}, {"colour", "red"}}), 400, "bad_parameter",
                "colour");
  check_problem(server.get("/v1/search?q=%FF"), 400, "bad_parameter", "q");
  check_problem(server.get("/v1/articles/no-such-id"), 404, "not_found", "");
  check_problem(server.get("/nothing/here"), 404, "not_found", "");
}

TEST_CASE("only GET and HEAD") {
  test::RunningServer server(sample_index());
  for (const auto& result : {server.client().Post("/v1/analyze", "", "text/plain"),
                             server.client().Put("/v1/analyze", "", "text/plain"),
                             server.client().Delete("/v1/analyze")}) {
    REQUIRE(result);
    CHECK(result->status == 405);
    CHECK(result->get_header_value("Allow") == "GET, HEAD");
  }
  const auto head = server.client().Head("/v1/search?q=a");
  REQUIRE(head);
  CHECK(head->status == 200);
  CHECK(head->body.empty());
}

TEST_CASE("an article is whole, and highlighted when asked for") {
  test::RunningServer server(sample_index());
  const json plain = json::parse(server.get("/v1/articles/wire-0001").body);
  CHECK(plain["id"] == "wire-0001");
  CHECK(plain["body_html"].is_null());
  CHECK(!plain["body"].get<std::string>().empty());
  const json marked =
      json::parse(server.get("/v1/articles/a03-nuclear-round", {{"q", "خبراء"}}).body);
  CHECK(marked["title_html"].get<std::string>().starts_with("<mark>خبراء</mark>"));
  CHECK(marked["body_html"].get<std::string>().size() >= marked["body"].get<std::string>().size());
}

TEST_CASE("gzip is used, and Brotli never") {
  test::RunningServer server(sample_index());
  server.client().set_decompress(false);
  const auto result = server.client().Get("/v1/search?q=%D9%81%D9%8A",
                                          {{"Accept-Encoding", "gzip, deflate, br, zstd"}});
  REQUIRE(result);
  CHECK(result->get_header_value("Content-Encoding") == "gzip");
}

TEST_CASE("without an index the daemon lives, and says what to run") {
  const test::TemporaryFolder folder;
  test::RunningServer server(folder.path() / "none");
  CHECK(server.get("/healthz").status == 200);
  const auto ready = server.get("/readyz");
  check_problem(ready, 503, "index_missing", "");
  CHECK(ready.body.find("fihrist-index build") != std::string::npos);
  check_problem(server.get("/v1/search", {{"q", "a"}}), 503, "index_missing", "");
}

TEST_CASE("a new generation is served without a failed request") {
  const Samples samples;
  test::RunningServer server(samples.index);
  std::atomic<bool> done{false};
  std::atomic<int> failed{0};
  std::atomic<int> answered{0};
  std::thread asking([&] {
    httplib::Client client("127.0.0.1", server.port());
    while (!done) {
      const auto result = client.Get("/v1/search?q=2025");
      ++(result && result->status == 200 ? answered : failed);
    }
  });
  build_samples(samples.index);
  build_samples(samples.index);
  std::string generation;
  for (int i = 0; i < 100 && generation != "generation-000003"; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    generation = json::parse(server.get("/readyz").body)["generation"];
  }
  done = true;
  asking.join();
  CHECK(generation == "generation-000003");
  CHECK(failed == 0);
  CHECK(answered > 0);
}
