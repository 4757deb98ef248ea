// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The words of an archive, in memory: what spelling and completion choose from.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"

namespace fihrist::search {

// A word that stands in the archive.
struct ArchiveWord {
  std::string exact;        // folded spelling
  std::string spelled;      // as titles mostly write it, vowel signs aside; else as `exact`
  std::uint32_t count = 0;  // articles that have it
};

// A title of the archive.
struct ArchiveTitle {
  Xapian::docid document = 0;
  std::string text;  // as stored: at most index::kStoredTitle bytes
};

// A snapshot of one state of an index; immutable, shared by all searchers.
class ArchiveWords {
 public:
  ArchiveWords() = default;

  // Of given words, in any order, each `exact` once, and no titles: for those who have no index.
  explicit ArchiveWords(std::vector<ArchiveWord> words);

  // Reads all exact terms, and the newest kMostTitles titles. Takes some hundred milliseconds for
  // 30,000 articles. Throws Xapian::Error.
  static ArchiveWords load(const Xapian::Database& database, const arabic::Analyzer& analyzer);

  // Words of at least kLeastCount articles, in ascending order of `exact` (by bytes).
  const std::vector<ArchiveWord>& words() const { return words_; }

  // Newest first, each text once.
  const std::vector<ArchiveTitle>& titles() const { return titles_; }

  // The word of a folded spelling, or nullptr.
  const ArchiveWord* find(std::string_view exact) const;

  static constexpr std::uint32_t kLeastCount = 2;
  static constexpr std::size_t kMostTitles = 100'000;

 private:
  std::vector<ArchiveWord> words_;
  std::vector<ArchiveTitle> titles_;
};

}  // namespace fihrist::search
