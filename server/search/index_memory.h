// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What of one state of an index is held in memory, for all searchers.
#pragma once

#include <xapian.h>

#include <cstddef>

#include "arabic/analyzer.h"
#include "server/search/columns.h"
#include "server/search/posting_cache.h"

namespace fihrist::search {

inline constexpr std::size_t kPostingCacheBytes = std::size_t{64} << 20;

struct IndexMemory {
  // Throws Xapian::Error.
  IndexMemory(const Xapian::Database& database, const arabic::Analyzer& analyzer,
              std::size_t posting_bytes)
      : columns(database, analyzer), postings(posting_bytes) {}

  const Columns columns;
  PostingCache postings;
};

}  // namespace fihrist::search
