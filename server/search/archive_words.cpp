// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/archive_words.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "index/schema.h"

namespace fihrist::search {
namespace {

// How often titles have each spelling of a word, by its folded one.
using Spellings = std::unordered_map<std::string, std::unordered_map<std::string, std::uint32_t>>;

// Exact terms have no prefix, and prefixes are capital letters.
bool is_exact_term(const std::string& term) { return term.front() < 'A' || term.front() > 'Z'; }

std::vector<ArchiveTitle> read_titles(const Xapian::Database& database, std::size_t most) {
  std::vector<std::pair<std::string, Xapian::docid>> by_date;
  for (auto date = database.valuestream_begin(index::kPublishedSlot);
       date != database.valuestream_end(index::kPublishedSlot); ++date) {
    by_date.emplace_back(*date, date.get_docid());
  }
  std::unordered_map<Xapian::docid, const std::string*> dates;
  dates.reserve(by_date.size());
  for (const auto& [date, document] : by_date) dates.emplace(document, &date);

  std::vector<std::pair<std::string, ArchiveTitle>> titles;
  for (auto title = database.valuestream_begin(index::kTitleSlot);
       title != database.valuestream_end(index::kTitleSlot); ++title) {
    const auto date = dates.find(title.get_docid());
    titles.emplace_back(date == dates.end() ? std::string() : *date->second,
                        ArchiveTitle{title.get_docid(), *title});
  }
  std::sort(titles.begin(), titles.end(), [](const auto& one, const auto& other) {
    return one.first != other.first ? one.first > other.first
                                    : one.second.document > other.second.document;
  });
  std::unordered_set<std::string> seen;
  std::vector<ArchiveTitle> newest;
  for (auto& [date, title] : titles) {
    if (newest.size() == most) break;
    if (seen.insert(title.text).second) newest.push_back(std::move(title));
  }
  return newest;
}

bool is_empty(arabic::ByteRange range) { return range.begin == range.end; }

Spellings count_spellings(const std::vector<ArchiveTitle>& titles,
                          const arabic::Analyzer& analyzer) {
  Spellings spellings;
  for (const ArchiveTitle& title : titles) {
    const std::vector<arabic::Token> tokens = analyzer.tokenize(title.text);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      // Words that came out of one sign (ﷺ) do not say how they are spelled.
      if (is_empty(tokens[i].range)) continue;
      if (i + 1 < tokens.size() && is_empty(tokens[i + 1].range)) continue;
      const auto [begin, end] = tokens[i].range;
      const std::string_view spelled = std::string_view(title.text).substr(begin, end - begin);
      ++spellings[tokens[i].exact][arabic::without_marks(spelled)];
    }
  }
  return spellings;
}

}  // namespace

ArchiveWords::ArchiveWords(std::vector<ArchiveWord> words) : words_(std::move(words)) {
  std::sort(words_.begin(), words_.end(), [](const ArchiveWord& one, const ArchiveWord& other) {
    return one.exact < other.exact;
  });
}

ArchiveWords ArchiveWords::load(const Xapian::Database& database,
                                const arabic::Analyzer& analyzer) {
  ArchiveWords archive;
  archive.titles_ = read_titles(database, kMostTitles);
  const Spellings spellings = count_spellings(archive.titles_, analyzer);
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    if (!is_exact_term(*term)) {
      // Over the prefixed terms at once: they stand between A and Z.
      term.skip_to("[");
      if (term == database.allterms_end()) break;
    }
    const auto count = term.get_termfreq();
    if (count < kLeastCount) continue;
    ArchiveWord word{*term, *term, count};
    if (const auto known = spellings.find(word.exact); known != spellings.end()) {
      word.spelled = std::max_element(known->second.begin(), known->second.end(),
                                      [](const auto& one, const auto& other) {
                                        // Of two equally frequent ones the same each time.
                                        return std::pair(one.second, other.first) <
                                               std::pair(other.second, one.first);
                                      })
                         ->first;
    }
    archive.words_.push_back(std::move(word));
  }
  return archive;
}

const ArchiveWord* ArchiveWords::find(std::string_view exact) const {
  const auto found = std::lower_bound(
      words_.begin(), words_.end(), exact,
      [](const ArchiveWord& word, std::string_view wanted) { return word.exact < wanted; });
  return found != words_.end() && found->exact == exact ? &*found : nullptr;
}

}  // namespace fihrist::search
