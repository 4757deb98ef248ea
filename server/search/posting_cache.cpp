// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/posting_cache.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace fihrist::search {
namespace {

// What an entry costs beside its list: nodes, the name twice.
constexpr std::size_t kEntryBytes = 256;

std::uint16_t to_frequency(Xapian::termcount wdf) {
  constexpr Xapian::termcount kMost = std::numeric_limits<std::uint16_t>::max();
  return static_cast<std::uint16_t>(std::min(wdf, kMost));
}

}  // namespace

std::size_t PostingList::bytes() const {
  return documents.capacity() * sizeof documents[0] +
         frequencies.capacity() * sizeof frequencies[0];
}

PostingList read_postings(const Xapian::Database& database, const std::string& term) {
  PostingList list;
  const Xapian::doccount size =
      term.empty() ? database.get_doccount() : database.get_termfreq(term);
  list.documents.reserve(size);
  list.frequencies.reserve(size);
  const auto end = database.postlist_end(term);
  for (auto posting = database.postlist_begin(term); posting != end; ++posting) {
    list.documents.push_back(*posting);
    list.frequencies.push_back(to_frequency(term.empty() ? 1 : posting.get_wdf()));
  }
  return list;
}

PostingList merge_postings(const std::vector<std::shared_ptr<const PostingList>>& lists) {
  std::vector<std::pair<Xapian::docid, Xapian::termcount>> all;
  for (const auto& list : lists) {
    for (std::size_t i = 0; i < list->size(); ++i) {
      all.emplace_back(list->documents[i], list->frequencies[i]);
    }
  }
  std::sort(all.begin(), all.end());
  PostingList merged;
  for (std::size_t i = 0; i < all.size();) {
    const Xapian::docid document = all[i].first;
    Xapian::termcount wdf = 0;
    for (; i < all.size() && all[i].first == document; ++i) wdf += all[i].second;
    merged.documents.push_back(document);
    merged.frequencies.push_back(to_frequency(wdf));
  }
  return merged;
}

std::shared_ptr<const PostingList> PostingCache::get(const Xapian::Database& database,
                                                     const std::string& term) {
  if (auto list = find(term)) return list;
  // Two threads may read one list at a time: rare, and cheaper than to wait for each other.
  auto list = std::make_shared<const PostingList>(read_postings(database, term));
  put(term, list);
  return list;
}

std::shared_ptr<const PostingList> PostingCache::find(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->list;
}

void PostingCache::put(const std::string& name, const std::shared_ptr<const PostingList>& list) {
  const std::size_t size = list->bytes() + kEntryBytes;
  if (size > most_bytes_) return;
  const std::lock_guard lock(mutex_);
  if (by_name_.contains(name)) return;
  entries_.push_front({name, list});
  by_name_.emplace(name, entries_.begin());
  bytes_ += size;
  while (bytes_ > most_bytes_) {
    bytes_ -= entries_.back().list->bytes() + kEntryBytes;
    by_name_.erase(entries_.back().name);
    entries_.pop_back();
  }
}

std::size_t PostingCache::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

}  // namespace fihrist::search
