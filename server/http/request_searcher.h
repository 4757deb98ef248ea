// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#pragma once

#include <memory>

#include "server/search/searcher_pool.h"

namespace fihrist::http {

// The one searcher of a request, from when it is first asked for. Searchers learn of an update one
// after the other: a tag of one with an answer of another could be the new tag of an old answer.
class RequestSearcher {
 public:
  explicit RequestSearcher(search::SearcherPool& pool) : pool_(pool) {}

  const search::SearcherPool::Lease& lease() const {
    if (!lease_) lease_.reset(new search::SearcherPool::Lease(pool_.lease()));
    return *lease_;
  }

 private:
  search::SearcherPool& pool_;
  mutable std::unique_ptr<search::SearcherPool::Lease> lease_;
};

}  // namespace fihrist::http
