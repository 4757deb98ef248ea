// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#pragma once

#include <memory>

#include "server/metrics/metrics.h"
#include "server/search/searcher_pool.h"

namespace fihrist::http {

// The one searcher of a request, from when it is first asked for. Searchers learn of an update one
// after the other: a tag of one with an answer of another could be the new tag of an old answer.
class RequestSearcher {
 public:
  RequestSearcher(search::SearcherPool& pool, metrics::Metrics& metrics)
      : pool_(pool), metrics_(metrics) {}

  // Throws search::SearchersBusy.
  const search::SearcherPool::Lease& lease() const try {
    if (!lease_) lease_.reset(new search::SearcherPool::Lease(pool_.lease()));
    return *lease_;
  } catch (const search::SearchersBusy&) {
    metrics_.count(metrics::Refusal::kQueue);
    throw;
  }

 private:
  search::SearcherPool& pool_;
  metrics::Metrics& metrics_;
  mutable std::unique_ptr<search::SearcherPool::Lease> lease_;
};

}  // namespace fihrist::http
