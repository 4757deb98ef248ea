// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Which documents have words side by side.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "server/search/index_memory.h"
#include "server/search/posting_cache.h"
#include "server/search/time_limit.h"

namespace fihrist::search {

struct Phrase {
  std::vector<std::string> terms;  // stems, which have positions
  // 0: in their order, one right behind the other; else in any order, within so many positions.
  std::size_t window = 0;
};

// The documents that have the phrase; frequencies are 1. The list is remembered among the posting
// lists, unless the time was over before all documents were looked at. The first time it takes
// about a microsecond a document that has all the words, and word. Throws Xapian::Error.
std::shared_ptr<const PostingList> find_phrase(const Phrase& phrase,
                                               const Xapian::Database& database,
                                               IndexMemory& memory, TimeLimit& limit);

}  // namespace fihrist::search
