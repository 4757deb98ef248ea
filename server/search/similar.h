// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Articles that are like another one.
#pragma once

#include <xapian.h>

#include <vector>

#include "server/search/ranker.h"

namespace fihrist::search {

struct Likeness {
  std::vector<Ranked> near_duplicates;  // the same story in nearly the same words; newest first
  std::vector<Ranked> similar;          // by the words that tell most of the article
};

// At most `most` in all. Throws Xapian::Error.
Likeness find_similar(Xapian::docid article, std::size_t most, const Xapian::Database& database,
                      IndexMemory& memory, const Ranking& ranking, TimeLimit& limit);

}  // namespace fihrist::search
