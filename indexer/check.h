// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// `fihrist-index check` and `stats`: whether an index is whole, and what is in it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "arabic/analyzer.h"
#include "index/stamp.h"

namespace fihrist::indexer {

struct CheckReport {
  std::string generation;
  index::Stamp stamp;
  std::uint64_t articles = 0;
  std::vector<std::string> faults;  // a sentence each; empty: the index is whole
  std::vector<std::string> notes;   // what is odd and does no harm
};

// Opens the current generation, has Xapian check its files, and reads every article: it must load,
// and be found by its id and by nothing else. Throws index::IndexError if there is no index, or one
// that another version made.
CheckReport check(const std::filesystem::path& index, const arabic::Identity& analysis);

struct IndexStatistics {
  std::string generation;
  index::Stamp stamp;
  std::uint64_t articles = 0;
  std::uint64_t related = 0;  // articles that were found on the page of another
  std::uint64_t groups = 0;   // of near-duplicates, those of one article counted
  std::uint64_t with_title = 0;
  std::uint64_t with_author = 0;
  std::uint64_t with_date = 0;
  double average_length = 0;  // terms of an article, with their weights
  std::uint64_t bytes = 0;    // on disk, this generation
  std::string oldest;         // days, YYYY-MM-DD; empty if no article has a date
  std::string newest;
  std::vector<std::pair<std::string, std::uint64_t>>
      sources;  // as the first of them writes it; most first
  std::map<std::string, std::uint64_t> languages;
  std::map<std::string, std::uint64_t> years;
};

// Throws as check().
IndexStatistics statistics(const std::filesystem::path& index, const arabic::Identity& analysis);

}  // namespace fihrist::indexer
