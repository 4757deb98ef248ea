// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Posting lists of an index, decoded: reading one from Xapian costs ten times what scoring it does.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace fihrist::search {

// Which documents have a term, in ascending order, and how often. Immutable.
struct PostingList {
  std::vector<Xapian::docid> documents;
  std::vector<std::uint16_t> frequencies;  // wdf of each; what is over 65,535 counts as that

  std::size_t size() const { return documents.size(); }
  std::size_t bytes() const;
};

// Of a term; of an empty term, all documents. Throws Xapian::Error.
PostingList read_postings(const Xapian::Database& database, const std::string& term);

// Of any of the terms, as if they were one: frequencies are added.
PostingList merge_postings(const std::vector<std::shared_ptr<const PostingList>>& lists);

// The lists that were used last, up to a number of bytes. Of one state of an index; shared by
// threads.
class PostingCache {
 public:
  explicit PostingCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  // `database` must be open at the state that this is of. Throws Xapian::Error.
  std::shared_ptr<const PostingList> get(const Xapian::Database& database, const std::string& term);

  // A list that is not a term's, by a name that no term has; nullptr if it is not there.
  std::shared_ptr<const PostingList> find(const std::string& name);
  void put(const std::string& name, const std::shared_ptr<const PostingList>& list);

  std::size_t bytes() const;

 private:
  struct Entry {
    std::string name;
    std::shared_ptr<const PostingList> list;
  };

  const std::size_t most_bytes_;
  mutable std::mutex mutex_;  // of what follows
  std::list<Entry> entries_;  // the last used one first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_name_;
  std::size_t bytes_ = 0;
};

}  // namespace fihrist::search
