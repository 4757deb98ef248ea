// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The five real articles, end to end, where they are at hand. Our own samples are in http_test.cpp.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "indexer/build.h"
#include "tests/integration/running_server.h"
#include "tests/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using namespace fihrist;
using nlohmann::json;

const fs::path kCorpus = fs::path(FIHRIST_SHARED_DIR) / "corpus";

void build(const fs::path& index, const fs::path& source) {
  indexer::BuildOptions options;
  options.index = index;
  options.sources = {source};
  options.built_by = "test";
  const indexer::BuildSummary summary = indexer::build(options);
  CHECK(summary.clean());
  REQUIRE(summary.kept == 5);
}

std::string all_snippets(const json& answer) {
  std::string all;
  for (const json& hit : answer["hits"]) {
    all += hit["snippet_html"].get<std::string>() + "\n";
    if (!hit["title_html"].is_null()) all += hit["title_html"].get<std::string>() + "\n";
  }
  return all;
}

std::string numbers(const json& answer) {
  std::set<std::string> ids;
  for (const json& hit : answer["hits"]) ids.insert(hit["id"].get<std::string>().substr(0, 3));
  std::string all;
  for (const std::string& id : ids) all += id + " ";
  return all;
}

}  // namespace

TEST_CASE("the five real articles" * doctest::skip(!fs::exists(kCorpus))) {
  const test::TemporaryFolder folder;
  build(folder.path() / "index", kCorpus);
  test::RunningServer server(folder.path() / "index");

  SUBCASE("words are marked as they stand in the articles") {
    const std::string shown = all_snippets(server.search("المفاوضات النووية"));
    CHECK(shown.find("<mark>المفاوضات</mark>") != std::string::npos);
    CHECK(shown.find("<mark>النووية</mark>") != std::string::npos);
    CHECK(all_snippets(server.search("متطرفة")).find("<mark>مُتطرفة</mark>") != std::string::npos);
  }
  SUBCASE("forms and spellings of one word find the same articles") {
    const std::string talks = numbers(server.search("مفاوضات"));
    CHECK(talks == "000 001 002 004 ");
    CHECK(numbers(server.search("مفاوضة")) == talks);
    CHECK(numbers(server.search("والمفاوضات")) == talks);
    CHECK(numbers(server.search("پزشكيان")) == "000 002 ");
    CHECK(numbers(server.search("بزشكيان")) == "000 002 ");
  }
  SUBCASE("title, date and source are as a person would write them down") {
    const json answer = server.search("ترامب");
    REQUIRE(answer["hits"].size() == 5);
    for (const json& hit : answer["hits"]) {
      const std::string id = hit["id"].get<std::string>().substr(0, 3);
      INFO(id);
      CHECK(!hit["snippet_html"].get<std::string>().empty());
      CHECK(hit["title"].is_null() == (id == "003"));
      CHECK(hit["published"].is_null() == (id == "003"));
      if (id == "000") CHECK(hit["published"] == "2024-11-25T17:06:00Z");
      if (id == "000") CHECK(hit["updated"] == "2024-11-25T18:25:00Z");
      if (id == "001") CHECK(hit["published"] == "2025-06-09T00:00:00Z");
      if (id == "002") CHECK(hit["published"] == "2025-06-20T00:00:00Z");
      if (id == "002") CHECK(hit["source"] == "euronews");
      if (id == "004") CHECK(hit["published"] == "2024-03-16T00:00:00Z");
    }
  }
  SUBCASE("the same articles as JSON Lines give the same answers") {
    fs::create_directory(folder.path() / "json");
    std::ofstream lines(folder.path() / "json" / "five.jsonl");
    for (const fs::directory_entry& entry : fs::directory_iterator(kCorpus)) {
      if (entry.path().extension() != ".txt") continue;
      std::ostringstream text;
      text << std::ifstream(entry.path()).rdbuf();
      lines << json({{"id", entry.path().stem().string()}, {"body", text.str()}}).dump() << "\n";
    }
    lines.close();
    build(folder.path() / "json-index", folder.path() / "json");
    test::RunningServer other(folder.path() / "json-index");
    for (const char* query : {"المفاوضات النووية", "ترامب", "بزشكيان", "متطرفة", "لاريجاني"}) {
      INFO(std::string(query));
      // Scores too: only the order of equal scores may differ, by the order of the files.
      const auto sorted = [](json answer) {
        std::vector<std::string> hits;
        for (const json& hit : answer["hits"]) hits.push_back(hit.dump());
        std::sort(hits.begin(), hits.end());
        return hits;
      };
      CHECK(sorted(server.search(query)) == sorted(other.search(query)));
    }
  }
}
