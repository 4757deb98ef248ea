// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/scorer.h"

#include <string>
#include <utility>
#include <vector>

#include "server/search/phrases.h"

namespace fihrist::search {
namespace {

// From a tree to its nodes.
class Compiler {
 public:
  Compiler(const Ranking& ranking, const Xapian::Database& database, IndexMemory& memory,
           TimeLimit& limit)
      : ranking_(ranking), database_(database), memory_(memory), limit_(limit) {}

  MatchNodePtr compile(const MatchTree& tree) {
    switch (tree.kind) {
      case MatchTree::Kind::kNothing:
        return nothing_node();
      case MatchTree::Kind::kEverything:
        return unscored_node(postings({}));
      case MatchTree::Kind::kTerm:
      case MatchTree::Kind::kOneOf:
        return compile_term(tree);
      case MatchTree::Kind::kAny:
        return any_node(compile_parts(tree));
      case MatchTree::Kind::kAll:
        return all_node(compile_parts(tree));
      case MatchTree::Kind::kMaybe:
        if (tree.parts[0].kind == MatchTree::Kind::kTerm &&
            tree.parts[1].kind == MatchTree::Kind::kTerm) {
          return compile_word(tree.parts[0], tree.parts[1]);
        }
        [[fallthrough]];
      case MatchTree::Kind::kFilter:
      case MatchTree::Kind::kWithout:
        return pair_node(tree.kind, compile(tree.parts[0]), compile(tree.parts[1]));
      case MatchTree::Kind::kPhrase:
      case MatchTree::Kind::kNear:
        return unscored_node(find_phrase(phrase_of(tree), database_, memory_, limit_));
      case MatchTree::Kind::kPeriod:
        return period_node(tree.period, memory_.columns);
    }
    return nothing_node();
  }

 private:
  static Phrase phrase_of(const MatchTree& tree) {
    return {tree.terms, tree.kind == MatchTree::Kind::kNear ? tree.window : 0};
  }

  PostingsPtr postings(const std::string& term) { return memory_.postings.get(database_, term); }

  Bm25 score(const PostingList& list, double weight) const {
    return {list.size(), weight, ranking_, memory_.columns};
  }

  MatchNodePtr compile_term(const MatchTree& tree) {
    PostingsPtr list;
    if (tree.terms.size() == 1) {
      list = postings(tree.terms.front());
    } else {
      std::vector<PostingsPtr> lists;
      for (const std::string& term : tree.terms) lists.push_back(postings(term));
      list = std::make_shared<const PostingList>(merge_postings(lists));
    }
    const Bm25 by = score(*list, tree.weight);
    return term_node(std::move(list), by);
  }

  MatchNodePtr compile_word(const MatchTree& stem, const MatchTree& exact) {
    PostingsPtr with_stem = postings(stem.terms.front());
    PostingsPtr with_exact = postings(exact.terms.front());
    const Bm25 stem_score = score(*with_stem, stem.weight);
    const Bm25 exact_score = score(*with_exact, exact.weight);
    return word_node(std::move(with_stem), stem_score, std::move(with_exact), exact_score);
  }

  std::vector<MatchNodePtr> compile_parts(const MatchTree& tree) {
    std::vector<MatchNodePtr> parts;
    for (const MatchTree& part : tree.parts) parts.push_back(compile(part));
    return parts;
  }

  const Ranking& ranking_;
  const Xapian::Database& database_;
  IndexMemory& memory_;
  TimeLimit& limit_;
};

}  // namespace

Scorer::Scorer(const MatchTree& tree, const Ranking& ranking, const Xapian::Database& database,
               IndexMemory& memory, TimeLimit& limit)
    : root_(Compiler(ranking, database, memory, limit).compile(tree)) {}

Scorer::~Scorer() = default;

void Scorer::score(Xapian::docid first, Block& block) { root_->fill(block, first); }

}  // namespace fihrist::search
