// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The parts of a query at work: each adds its matches to a block of documents.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <memory>
#include <vector>

#include "server/search/block.h"
#include "server/search/bm25.h"
#include "server/search/columns.h"
#include "server/search/match_tree.h"
#include "server/search/posting_cache.h"

namespace fihrist::search {

class MatchNode {
 public:
  MatchNode() = default;
  virtual ~MatchNode() = default;
  MatchNode(const MatchNode&) = delete;
  MatchNode& operator=(const MatchNode&) = delete;

  // Adds the matches of the block's documents, and their scores, to what is there.
  virtual void add_to(Block& block) = 0;
  // At least as many as match in all.
  virtual std::size_t most_matches() const = 0;

  // Replaces what is there.
  void fill(Block& block, Xapian::docid first) {
    block.clear(first);
    add_to(block);
  }
};

using MatchNodePtr = std::unique_ptr<MatchNode>;
using PostingsPtr = std::shared_ptr<const PostingList>;

// No document.
MatchNodePtr nothing_node();
// Every document of a list, with a score of 0.
MatchNodePtr unscored_node(PostingsPtr list);
MatchNodePtr term_node(PostingsPtr list, Bm25 score);
// A term, and a second one that only adds to its score: what nearly every word of a query is.
MatchNodePtr word_node(PostingsPtr stem, Bm25 stem_score, PostingsPtr exact, Bm25 exact_score);
// Any, or all, of the parts; scores are added. `all_node` has a part at least.
MatchNodePtr any_node(std::vector<MatchNodePtr> parts);
MatchNodePtr all_node(std::vector<MatchNodePtr> parts);
// `kind` is kMaybe, kFilter or kWithout of MatchTree::Kind.
MatchNodePtr pair_node(MatchTree::Kind kind, MatchNodePtr first, MatchNodePtr second);
MatchNodePtr period_node(const Period& period, const Columns& columns);

}  // namespace fihrist::search
