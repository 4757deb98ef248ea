// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/positions.h"

#include <algorithm>

#include "index/schema.h"
#include "index/word_order.h"

namespace fihrist::search {

void PositionReader::go_to(Xapian::docid document) {
  const auto end = database_.valuestream_end(index::kOrderSlot);
  if (document_ == 0 || document < document_) {
    orders_ = database_.valuestream_begin(index::kOrderSlot);
  }
  document_ = 0;  // should this throw, the next one begins anew
  order_.clear();
  if (orders_ != end && orders_.get_docid() < document) orders_.skip_to(document);
  if (orders_ != end && orders_.get_docid() == document) order_ = *orders_;
  if (orders_ != end) document_ = document;
}

Positions PositionReader::read(Xapian::docid document, std::string_view term) {
  if (document != document_) go_to(document);
  return index::positions_of(term.substr(index::kStemPrefix.size()), order_);
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
