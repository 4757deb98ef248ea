// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// A file of a test, read by read_articles().
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/article.h"
#include "indexer/extract/extraction.h"
#include "indexer/sources/files.h"
#include "indexer/sources/reader.h"
#include "tests/temporary_folder.h"

namespace fihrist::indexer::testing {

struct Reading {
  std::vector<RawArticle> articles;
  std::vector<Problem> problems;

  bool clean() const { return problems.empty(); }

  // `title | title`.
  std::string titles() const {
    std::string titles;
    for (const RawArticle& raw : articles) {
      titles += (titles.empty() ? "" : " | ") + raw.stated.title;
    }
    return titles;
  }

  // What the indexer makes of article `i`.
  index::Article extracted(std::size_t i) const {
    const RawArticle& raw = articles.at(i);
    return extract::extract_article(raw.stated, raw.markup, {}).article;
  }
};

// `name` tells the format by its ending.
inline Reading read(const std::string& name, std::string_view bytes, const FieldMap& fields = {}) {
  const test::TemporaryFolder folder;
  Reading reading;
  const auto note = [&](const Problem& problem) { reading.problems.push_back(problem); };
  const SourceFiles found = find_source_files({folder.write(name, bytes)}, std::nullopt, note);
  for (const SourceFile& file : found.files) {
    read_articles(
        file, fields, [&](RawArticle&& raw) { reading.articles.push_back(std::move(raw)); }, note);
  }
  return reading;
}

inline std::string told(const std::optional<index::Moment>& moment) {
  return moment ? index::to_rfc3339(*moment) : "";
}

}  // namespace fihrist::indexer::testing
