// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What a searcher knows about words: the analysis that the index was built with, and the two lists
// of config/ that shape queries only (stop_words.txt, synonyms.tsv).
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "arabic/analyzer.h"

namespace fihrist::search {

// One member of a group of synonyms: its words, as stems.
using StemPhrase = std::vector<std::string>;

// Immutable once loaded; shared by all searchers.
class Vocabulary {
 public:
  // Lists from `folder` where it has them, else the built-in ones. Throws arabic::WordListError.
  static std::shared_ptr<const Vocabulary> load(const std::filesystem::path& folder,
                                                arabic::StemmerParts parts = {});

  const arabic::Analysis& analysis() const { return analysis_; }

  // Whether a folded word says little in a query.
  bool is_stop_word(const std::string& exact) const { return stop_words_.contains(exact); }

  // Whether a folded word asks (من, متى, كيف).
  bool is_question_word(const std::string& exact) const { return question_words_.contains(exact); }

  // The groups that have a member beginning with `stem`, each a list of members.
  const std::vector<std::size_t>& groups_from(const std::string& stem) const;
  const std::vector<StemPhrase>& group(std::size_t number) const { return groups_[number]; }

 private:
  void read_stop_words(const std::filesystem::path& folder);
  void read_synonyms(const std::filesystem::path& folder);

  arabic::Analysis analysis_;
  std::unordered_set<std::string> stop_words_;
  std::unordered_set<std::string> question_words_;
  std::vector<std::vector<StemPhrase>> groups_;
  std::unordered_map<std::string, std::vector<std::size_t>> groups_by_first_stem_;
};

}  // namespace fihrist::search
