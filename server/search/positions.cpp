// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/positions.h"

#include <algorithm>

namespace fihrist::search {

Positions read_positions(const Xapian::Database& database, Xapian::docid document,
                         const std::string& term) {
  Positions positions;
  const auto end = database.positionlist_end(document, term);
  for (auto at = database.positionlist_begin(document, term); at != end; ++at) {
    positions.push_back(*at);
  }
  return positions;
}

bool stand_in_order(const std::vector<Positions>& words) {
  if (words.empty()) return false;
  return std::any_of(words[0].begin(), words[0].end(), [&](Xapian::termpos first) {
    for (std::size_t i = 1; i < words.size(); ++i) {
      const auto wanted = static_cast<Xapian::termpos>(first + i);
      if (!std::binary_search(words[i].begin(), words[i].end(), wanted)) return false;
    }
    return true;
  });
}

bool stand_within(const std::vector<Positions>& words, std::size_t window) {
  std::vector<std::size_t> at(words.size(), 0);
  while (true) {
    std::size_t least = 0;
    std::size_t greatest = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (at[i] == words[i].size()) return false;
      if (words[i][at[i]] < words[least][at[least]]) least = i;
      if (words[i][at[i]] > words[greatest][at[greatest]]) greatest = i;
    }
    // A word that is wanted twice has to stand there twice: the later one goes on.
    bool is_distinct = true;
    for (std::size_t i = 0; i < words.size() && is_distinct; ++i) {
      for (std::size_t k = i + 1; k < words.size() && is_distinct; ++k) {
        if (words[i][at[i]] != words[k][at[k]]) continue;
        is_distinct = false;
        ++at[k];
      }
    }
    if (!is_distinct) continue;
    if (words[greatest][at[greatest]] - words[least][at[least]] < window) return true;
    ++at[least];
  }
}

}  // namespace fihrist::search
