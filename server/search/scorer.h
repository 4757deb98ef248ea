// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Which documents match a tree, and their scores: block by block of the document numbers, each
// term's postings in a row. Everything that matches is seen, so that what is counted is exact; a
// block's scores stay in the nearest cache of the processor, so that it costs some nanoseconds a
// posting.
//
// The score is BM25 as Xapian::BM25Weight has it (k2 = 0, k3 = 1), in single precision.
#pragma once

#include <xapian.h>

#include <memory>

#include "server/search/block.h"
#include "server/search/index_memory.h"
#include "server/search/match_nodes.h"
#include "server/search/match_tree.h"
#include "server/search/ranking.h"
#include "server/search/time_limit.h"

namespace fihrist::search {

class Scorer {
 public:
  // All but the tree must outlive this; `memory` is of the state that `database` is open at. Reads
  // the postings of all terms, and looks for phrases until the time is over. Throws Xapian::Error.
  Scorer(const MatchTree& tree, const Ranking& ranking, const Xapian::Database& database,
         IndexMemory& memory, TimeLimit& limit);
  ~Scorer();
  Scorer(const Scorer&) = delete;
  Scorer& operator=(const Scorer&) = delete;

  // Of documents [first, first + Block::kSize). `first` ascends from call to call.
  void score(Xapian::docid first, Block& block);

 private:
  std::unique_ptr<MatchNode> root_;
};

}  // namespace fihrist::search
