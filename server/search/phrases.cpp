// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/phrases.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "server/search/positions.h"

namespace fihrist::search {
namespace {

// Documents that are read between two looks at the clock.
constexpr std::size_t kReadTogether = 256;

// No term begins with a control character.
std::string name_of(const Phrase& phrase) {
  std::string name = "\x01" + std::to_string(phrase.window);
  for (const std::string& term : phrase.terms) name.append("\x01").append(term);
  return name;
}

std::vector<Xapian::docid> with_all_words(const Phrase& phrase, const Xapian::Database& database,
                                          IndexMemory& memory) {
  std::vector<std::shared_ptr<const PostingList>> lists;
  for (const std::string& term : phrase.terms) {
    lists.push_back(memory.postings.get(database, term));
  }
  std::sort(lists.begin(), lists.end(),
            [](const auto& one, const auto& other) { return one->size() < other->size(); });
  std::vector<Xapian::docid> common = lists.front()->documents;
  for (std::size_t i = 1; i < lists.size(); ++i) {
    std::vector<Xapian::docid> both;
    std::set_intersection(common.begin(), common.end(), lists[i]->documents.begin(),
                          lists[i]->documents.end(), std::back_inserter(both));
    common = std::move(both);
  }
  return common;
}

}  // namespace

std::shared_ptr<const PostingList> find_phrase(const Phrase& phrase,
                                               const Xapian::Database& database,
                                               IndexMemory& memory, TimeLimit& limit) {
  const std::string name = name_of(phrase);
  if (auto known = memory.postings.find(name)) return known;
  auto found = std::make_shared<PostingList>();
  const std::vector<Xapian::docid> candidates = with_all_words(phrase, database, memory);
  PositionReader reader(database);
  std::vector<Positions> positions(phrase.terms.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (i % kReadTogether == 0 && limit.check()) return found;
    for (std::size_t term = 0; term < phrase.terms.size(); ++term) {
      positions[term] = reader.read(candidates[i], phrase.terms[term]);
    }
    const bool stands =
        phrase.window == 0 ? stand_in_order(positions) : stand_within(positions, phrase.window);
    if (!stands) continue;
    found->documents.push_back(candidates[i]);
    found->frequencies.push_back(1);
  }
  found->documents.shrink_to_fit();
  found->frequencies.shrink_to_fit();
  memory.postings.put(name, found);
  return found;
}

}  // namespace fihrist::search
