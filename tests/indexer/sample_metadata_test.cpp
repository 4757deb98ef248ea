// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What extraction finds in the articles of tests/corpus, against what people wrote down of them.
#include <doctest/doctest.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "index/article.h"
#include "indexer/extract/extraction.h"
#include "indexer/sources/files.h"
#include "indexer/sources/reader.h"

namespace fihrist::indexer {
namespace {

namespace fs = std::filesystem;

const fs::path kTests = fs::path(FIHRIST_SOURCE_DIR) / "tests";

struct Row {
  std::string file;
  std::string title;
  std::string published;
  std::string updated;
  std::string author;
  std::string source;
};

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  for (const char c : line) {
    if (c == '\t') {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

std::vector<Row> read_rows(const fs::path& path) {
  std::ifstream file(path);
  REQUIRE_MESSAGE(file.is_open(), path.string());
  std::vector<Row> rows;
  std::string line;
  std::getline(file, line);  // names of the columns
  while (std::getline(file, line)) {
    if (line.empty()) continue;
    std::vector<std::string> cells = cells_of(line);
    INFO(line);
    REQUIRE(cells.size() <= 6);
    cells.resize(6);  // an editor may have dropped tabs at the end
    rows.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]});
  }
  return rows;
}

std::string told(const std::optional<index::Moment>& moment) {
  return moment ? index::to_rfc3339(*moment) : "";
}

std::string wanted_moment(const std::string& cell) {
  if (cell.empty()) return "";
  const auto moment = index::parse_iso_8601(cell);
  REQUIRE_MESSAGE(moment.has_value(), cell);
  return told(moment);
}

TEST_CASE("extraction finds what the sample articles state, and nothing else") {
  std::vector<std::string> problems;
  const ProblemSink note = [&](const Problem& problem) {
    problems.push_back(problem.where.describe() + " " + problem.message);
  };
  std::map<std::string, index::Article> articles;
  for (const SourceFile& file : find_source_files({kTests / "corpus"}, std::nullopt, note).files) {
    if (file.format != Format::kText) continue;
    const auto keep = [&](RawArticle&& raw) {
      articles[file.path.filename().string()] =
          extract::extract_article(raw.stated, raw.markup, {}).article;
    };
    read_articles(file, {}, keep, note);
  }
  CHECK(problems == std::vector<std::string>());

  for (const char* table : {"sample_metadata_a.tsv", "sample_metadata_b.tsv"}) {
    const std::vector<Row> rows = read_rows(kTests / "indexer" / table);
    CHECK(rows.size() >= 18);
    for (const Row& row : rows) {
      const std::string& file = row.file;
      INFO(file);
      const auto found = articles.find(file);
      CHECK(found != articles.end());
      if (found == articles.end()) continue;
      const index::Article& article = found->second;
      CHECK(article.title == row.title);
      CHECK(told(article.published) == wanted_moment(row.published));
      CHECK(told(article.updated) == wanted_moment(row.updated));
      CHECK(article.author == row.author);
      CHECK(article.source == row.source);
      CHECK_FALSE(article.body.empty());
    }
  }
}

}  // namespace
}  // namespace fihrist::indexer
