// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/json.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace fihrist;

search::Hit hit() {
  search::Hit hit;
  hit.article.id = "a/1";
  hit.article.title = "سد & ري";
  hit.article.source = "القمة";
  hit.article.published = index::make_moment(2024, 11, 25, 1, 30, 0, std::chrono::hours(4));
  hit.score = 1.23456;
  hit.title = {hit.article.title, {{0, 4}}};
  hit.snippet = {"سد", {{0, 4}}};
  hit.matched = {"سد"};
  hit.similar = 2;
  return hit;
}

const std::string kHit =
    "\"id\":\"a/1\",\"title\":\"سد & ري\",\"title_html\":\"<mark>سد</mark> &amp; ري\",\"url\":null,"
    "\"source\":\"القمة\",\"author\":null,\"published\":\"2024-11-25T01:30:00+04:00\","
    "\"updated\":null,\"score\":1.235,\"snippet_html\":\"<mark>سد</mark>\",\"matched\":[\"سد\"],"
    "\"similar\":2";

}  // namespace

TEST_CASE("the fields of a search's answer and their order, which programs rely on") {
  search::SearchRequest request;
  request.query = "سد";
  request.page = 2;
  search::SearchResults results;
  results.total = 12;
  results.total_is_exact = false;
  results.took_ms = 0.456;
  results.hits = {hit()};
  results.facets = {{search::Facet::kMonth, {{"2024-11", 3}, {"2024-12", 9}}},
                    {search::Facet::kSource, {{"القمة", 12}}},
                    {search::Facet::kKeyword, {}}};
  results.suggestion = "سدود";
  results.related = {"ري"};
  results.notes = {{search::Note::Kind::kCorrected, "سد"}};
  const std::string answer =
      "{\"query\":\"سد\",\"total\":{\"value\":12,\"relation\":\"gte\"},\"page\":2,\"per_page\":10,"
      "\"took_ms\":0.46,\"hits\":[{" +
      kHit +
      "}],\"facets\":{\"month\":[{\"value\":\"2024-11\",\"count\":3},{\"value\":\"2024-12\","
      "\"count\":9}],\"source\":[{\"value\":\"القمة\",\"count\":12}],\"keyword\":[]},"
      "\"suggestion\":\"سدود\",\"notes\":[{\"code\":\"corrected\",\"about\":\"سد\",\"text\":"
      "\"Nothing was found for the query as it was typed; these are the results for `سد`.\"}]";
  CHECK(http::to_json(request, results) == answer + "}");
  request.related = 5;
  CHECK(http::to_json(request, results) == answer + ",\"related\":[\"ري\"]}");
}

TEST_CASE("similar articles and completions as JSON") {
  CHECK(http::to_json("b", search::SimilarArticles{{{hit(), true}}, {"ري"}}) ==
        "{\"id\":\"b\",\"articles\":[{" + kHit +
            ",\"near_duplicate\":true}],\"related\":[\"ري\"]}");
  const std::vector<search::Completion> completions = {
      {"سد", search::Completion::Kind::kWord, 9},
      {"سد مأرب", search::Completion::Kind::kPhrase, 4},
      {"هدى", search::Completion::Kind::kName, 2},
      {"سد \"جديد\"", search::Completion::Kind::kTitle, 1}};
  CHECK(http::to_json("س", completions) ==
        "{\"query\":\"س\",\"completions\":[{\"text\":\"سد\",\"kind\":\"word\",\"count\":9},"
        "{\"text\":\"سد مأرب\",\"kind\":\"phrase\",\"count\":4},"
        "{\"text\":\"هدى\",\"kind\":\"name\",\"count\":2},"
        "{\"text\":\"سد \\\"جديد\\\"\",\"kind\":\"title\",\"count\":1}]}");
  CHECK(http::to_opensearch("س", completions) ==
        "[\"س\",[\"سد\",\"سد مأرب\",\"هدى\",\"سد \\\"جديد\\\"\"]]");
  CHECK(http::to_opensearch("", {}) == "[\"\",[]]");
}

TEST_CASE("a problem tells its parameter or its place, if it has one") {
  CHECK(http::to_json(http::not_found("Nothing.")) ==
        "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,\"code\":\"not_found\","
        "\"detail\":\"Nothing.\"}");
  CHECK(http::to_json(http::bad_parameter("q", "No.")).ends_with(",\"parameter\":\"q\"}"));
  CHECK(http::to_json(http::bad_json("No.", 7)).ends_with("\"detail\":\"No.\",\"offset\":7}"));
}
