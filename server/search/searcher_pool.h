// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// One searcher for each worker that may search at the same time: Xapian databases are never shared.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <vector>

#include "server/search/searcher.h"

namespace fihrist::search {

// When: all searchers are searching, and as many wait as may, or one has waited too long. What to
// do: ask again in a moment; the machine is too small for what it is asked.
class SearchersBusy : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Queue {
  std::size_t most = 64;                     // that wait for a searcher at a time
  std::chrono::milliseconds patience{2000};  // of each
};

class SearcherPool {
 public:
  // Opens nothing yet: a missing index is told by the searchers, each time they are asked.
  SearcherPool(const std::filesystem::path& index, std::size_t size,
               const std::shared_ptr<const Vocabulary>& vocabulary, SearcherOptions options = {},
               Queue queue = {});

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

  // Waits until one is free. Throws SearchersBusy if that takes too long.
  Lease lease();

  // Of the index, by a searcher that is kept for this alone: how busy the others are makes no
  // difference. Throws index::IndexError.
  IndexStatus status();

  std::size_t waiting() const;

 private:
  SearcherPool(const std::filesystem::path& index, std::size_t size,
               const std::shared_ptr<const Vocabulary>& vocabulary,
               const std::shared_ptr<KnowledgeKeeper>& knowledge, SearcherOptions options,
               Queue queue);

  const Queue queue_;
  std::mutex status_mutex_;
  Searcher status_searcher_;  // guarded by status_mutex_
  mutable std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Searcher>> free_;  // guarded by mutex_
  std::size_t waiting_ = 0;                      // guarded by mutex_
};

}  // namespace fihrist::search
