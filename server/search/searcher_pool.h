// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// One searcher for each worker that may search at the same time: Xapian databases are never shared.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "server/search/searcher.h"

namespace fihrist::search {

class SearcherPool {
 public:
  // Opens nothing yet: a missing index is told by the searchers, each time they are asked.
  SearcherPool(const std::filesystem::path& index, std::size_t size,
               const std::shared_ptr<const Vocabulary>& vocabulary, SearcherOptions options = {});

  // A searcher that is the holder's alone until the lease ends.
  class Lease {
   public:
    Lease(SearcherPool& pool, std::unique_ptr<Searcher> searcher);
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    Searcher* operator->() const { return searcher_.get(); }

   private:
    SearcherPool& pool_;
    std::unique_ptr<Searcher> searcher_;
  };

  // Waits until one is free; with as many searchers as workers that is at once.
  Lease lease();

 private:
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Searcher>> free_;  // guarded by mutex_
};

}  // namespace fihrist::search
