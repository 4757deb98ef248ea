// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Real pages as newspapers served them, where they are at hand, against what people wrote down of
// them. Prints the figures.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "arabic/analyzer.h"
#include "indexer/ingest.h"

namespace fihrist::indexer {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path kPages = fs::path(FIHRIST_SHARED_DIR) / "pages";

std::map<std::string, std::size_t> count_words(const std::string& text) {
  std::map<std::string, std::size_t> words;
  for (const arabic::Token& token : arabic::Analyzer().tokenize(text)) ++words[token.exact];
  return words;
}

// Precision and recall of the words of a text, weighed against each other.
double f1(const std::string& ours, const std::string& wanted) {
  const auto one = count_words(ours);
  const auto other = count_words(wanted);
  double common = 0;
  double all = 0;
  for (const auto& [word, count] : one) {
    const auto found = other.find(word);
    if (found != other.end()) common += static_cast<double>(std::min(count, found->second));
    all += static_cast<double>(count);
  }
  for (const auto& [word, count] : other) all += static_cast<double>(count);
  return all == 0 ? 1 : 2 * common / all;
}

// `2017-02-25` of that or of `25/02/2017`.
std::string iso_day(const std::string& date) {
  if (date.find('/') == std::string::npos) return date;
  return date.substr(6) + "-" + date.substr(3, 2) + "-" + date.substr(0, 2);
}

TEST_CASE("real pages" * doctest::skip(!fs::exists(kPages))) {
  std::map<std::string, index::Article> articles;
  IngestOptions options;
  for (const fs::directory_entry& entry : fs::directory_iterator(kPages)) {
    if (entry.path().extension() == ".html") options.sources.push_back(entry.path());
  }
  options.on_problem = [](const Problem& problem) {
    FAIL_CHECK(problem.where.describe(), ": ", problem.message);
  };
  ingest(options, [&](IngestedArticle&& ingested) {
    const index::Article& article = ingested.extraction.article;
    if (article.part_of.empty()) {
      articles[fs::path(ingested.where.file).filename().string()] = article;
    }
  });

  const arabic::Analyzer analyzer;
  std::size_t titles = 0;
  std::size_t right_titles = 0;
  std::size_t dates = 0;
  std::size_t right_dates = 0;
  std::size_t texts = 0;
  double sum = 0;
  std::ifstream gold(kPages / "gold.jsonl");
  for (std::string line; std::getline(gold, line);) {
    const json wanted = json::parse(line);
    const std::string file = wanted["file"];
    INFO(file);
    REQUIRE(articles.contains(file));
    const index::Article& article = articles[file];
    if (wanted.contains("title")) {
      ++titles;
      const bool right = analyzer.folded_key(wanted["title"].get<std::string>()) ==
                         analyzer.folded_key(article.title);
      right_titles += right ? 1 : 0;
      if (!right) MESSAGE("title: ", article.title);
    }
    if (wanted.contains("date")) {
      ++dates;
      const std::string found = article.published ? index::to_rfc3339(*article.published) : "";
      const bool right = found.starts_with(iso_day(wanted["date"]));
      right_dates += right ? 1 : 0;
      if (!right) MESSAGE("date: ", found);
    }
    const std::string kind = wanted.value("text_is", "");
    if (wanted.contains("text")) {
      const std::string text = wanted["text"];
      if (kind.find("prefix") != std::string::npos) {
        CHECK(article.body.starts_with(text.substr(0, 80)));
      } else {
        ++texts;
        sum += f1(article.body, text);
      }
    }
    for (const json& part : wanted.value("must_contain", json::array())) {
      CHECK(article.body.find(part.get<std::string>()) != std::string::npos);
    }
    for (const json& part : wanted.value("must_not_contain", json::array())) {
      CHECK(article.body.find(part.get<std::string>()) == std::string::npos);
    }
  }
  REQUIRE(titles > 0);
  REQUIRE(dates > 0);
  REQUIRE(texts > 0);
  MESSAGE("titles right ", right_titles, " of ", titles, ", dates right ", right_dates, " of ",
          dates, ", mean F1 of ", texts, " texts ", sum / static_cast<double>(texts));
  CHECK(static_cast<double>(right_titles) >= 0.95 * static_cast<double>(titles));
  CHECK(static_cast<double>(right_dates) >= 0.95 * static_cast<double>(dates));
  CHECK(sum / static_cast<double>(texts) >= 0.95);
}

}  // namespace
}  // namespace fihrist::indexer
