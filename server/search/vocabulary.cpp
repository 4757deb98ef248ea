// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/vocabulary.h"

#include <algorithm>
#include <utility>

#include "arabic/word_lists.h"

namespace fihrist::search {
namespace {

constexpr const char* kQuestion = "question";  // second field of stop_words.txt
constexpr std::size_t kMostSynonyms = 12;      // members of a group
constexpr std::size_t kLongestSynonym = 4;     // words of a member

}  // namespace

std::shared_ptr<const Vocabulary> Vocabulary::load(const std::filesystem::path& folder,
                                                   arabic::StemmerParts parts) {
  auto vocabulary = std::make_shared<Vocabulary>();
  vocabulary->analysis_ = arabic::load_analysis(folder, parts);
  vocabulary->read_stop_words(folder);
  vocabulary->read_synonyms(folder);
  return vocabulary;
}

void Vocabulary::read_stop_words(const std::filesystem::path& folder) {
  const arabic::WordList list = arabic::read_word_list(folder, "stop_words.txt", 1, 2);
  const arabic::Analyzer analyzer(analysis_);
  for (const arabic::WordListRow& row : list.rows) {
    const auto tokens = analyzer.tokenize(row.fields.front());
    if (tokens.size() != 1) list.fail(row, "\"" + row.fields.front() + "\" is not one word.");
    stop_words_.insert(tokens.front().exact);
    if (row.fields.size() < 2) continue;
    if (row.fields[1] != kQuestion) {
      list.fail(row, "\"" + row.fields[1] + "\" can only be \"" + kQuestion + "\" or left out.");
    }
    question_words_.insert(tokens.front().exact);
  }
}

void Vocabulary::read_synonyms(const std::filesystem::path& folder) {
  const arabic::WordList list = arabic::read_word_list(folder, "synonyms.tsv", 2, kMostSynonyms);
  const arabic::Analyzer analyzer(analysis_);
  for (const arabic::WordListRow& row : list.rows) {
    std::vector<StemPhrase> group;
    for (const std::string& member : row.fields) {
      StemPhrase stems;
      for (arabic::Token& token : analyzer.analyze(member)) stems.push_back(std::move(token.stem));
      if (stems.empty() || stems.size() > kLongestSynonym) {
        list.fail(row, "\"" + member + "\" must have one to " + std::to_string(kLongestSynonym) +
                           " words.");
      }
      // Two members may be one to the stemmer; then the row says less, but nothing wrong.
      if (std::find(group.begin(), group.end(), stems) == group.end()) {
        group.push_back(std::move(stems));
      }
    }
    for (const StemPhrase& member : group) {
      std::vector<std::size_t>& numbers = groups_by_first_stem_[member.front()];
      if (numbers.empty() || numbers.back() != groups_.size()) numbers.push_back(groups_.size());
    }
    groups_.push_back(std::move(group));
  }
}

const std::vector<std::size_t>& Vocabulary::groups_from(const std::string& stem) const {
  static const std::vector<std::size_t> kNone;
  const auto found = groups_by_first_stem_.find(stem);
  return found == groups_by_first_stem_.end() ? kNone : found->second;
}

}  // namespace fihrist::search
