// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/searcher_pool.h"

#include <utility>

namespace fihrist::search {

SearcherPool::SearcherPool(const std::filesystem::path& index, std::size_t size,
                           const std::shared_ptr<const Vocabulary>& vocabulary,
                           SearcherOptions options, Queue queue)
    : SearcherPool(index, size, vocabulary,
                   std::make_shared<KnowledgeKeeper>(index, vocabulary, options.posting_bytes),
                   options, queue) {}

SearcherPool::SearcherPool(const std::filesystem::path& index, std::size_t size,
                           const std::shared_ptr<const Vocabulary>& vocabulary,
                           const std::shared_ptr<KnowledgeKeeper>& knowledge,
                           SearcherOptions options, Queue queue)
    : queue_(queue), status_searcher_(index, vocabulary, knowledge, options) {
  for (std::size_t i = 0; i < size; ++i) {
    free_.push_back(std::make_unique<Searcher>(index, vocabulary, knowledge, options));
  }
}

SearcherPool::Lease::Lease(SearcherPool& pool, std::unique_ptr<Searcher> searcher)
    : pool_(pool), searcher_(std::move(searcher)) {}

SearcherPool::Lease::~Lease() {
  {
    const std::lock_guard lock(pool_.mutex_);
    pool_.free_.push_back(std::move(searcher_));
  }
  pool_.returned_.notify_one();
}

SearcherPool::Lease SearcherPool::lease() {
  std::unique_lock lock(mutex_);
  if (free_.empty()) {
    if (waiting_ >= queue_.most) {
      throw SearchersBusy("Too many searches wait already. Ask again in a moment.");
    }
    ++waiting_;
    const bool is_free =
        returned_.wait_for(lock, queue_.patience, [this] { return !free_.empty(); });
    --waiting_;
    if (!is_free) {
      throw SearchersBusy("The searches before this one take too long. Ask again in a moment.");
    }
  }
  // The one used last: its caches are warm.
  std::unique_ptr<Searcher> searcher = std::move(free_.back());
  free_.pop_back();
  return {*this, std::move(searcher)};
}

IndexStatus SearcherPool::status() {
  const std::lock_guard lock(status_mutex_);
  return status_searcher_.status();
}

std::size_t SearcherPool::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_;
}

}  // namespace fihrist::search
