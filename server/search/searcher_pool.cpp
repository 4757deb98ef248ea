// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/searcher_pool.h"

#include <utility>

namespace fihrist::search {

SearcherPool::SearcherPool(const std::filesystem::path& index, std::size_t size,
                           const std::shared_ptr<const Vocabulary>& vocabulary,
                           SearcherOptions options) {
  const auto knowledge = std::make_shared<KnowledgeKeeper>(index, vocabulary);
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
  returned_.wait(lock, [this] { return !free_.empty(); });
  // The one used last: its caches are warm.
  std::unique_ptr<Searcher> searcher = std::move(free_.back());
  free_.pop_back();
  return {*this, std::move(searcher)};
}

}  // namespace fihrist::search
