// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/match_nodes.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <utility>

namespace fihrist::search {
namespace {

void add_all(const Block& from, Block& to) {
  from.for_each([&](std::size_t place) { to.add(place, from.scores[place]); });
}

class NothingNode : public MatchNode {
 public:
  void add_to(Block&) override {}
  std::size_t most_matches() const override { return 0; }
};

// Walks a posting list from block to block.
class Cursor {
 public:
  explicit Cursor(PostingsPtr list) : list_(std::move(list)) {}

  std::size_t size() const { return list_->size(); }

  // Calls visit(place in the block, frequency) for each document of the block.
  template <typename Visit>
  void visit_block(Xapian::docid first, Visit visit) {
    const auto& documents = list_->documents;
    if (at_ < documents.size() && documents[at_] < first) {  // blocks were left out
      at_ = static_cast<std::size_t>(
          std::lower_bound(documents.begin() + static_cast<std::ptrdiff_t>(at_), documents.end(),
                           first) -
          documents.begin());
    }
    const Xapian::docid end = first + static_cast<Xapian::docid>(Block::kSize);
    std::size_t i = at_;
    for (; i < documents.size() && documents[i] < end; ++i) {
      visit(documents[i] - first, list_->frequencies[i]);
    }
    at_ = i;
  }

 private:
  PostingsPtr list_;
  std::size_t at_ = 0;
};

class TermNode : public MatchNode {
 public:
  TermNode(PostingsPtr list, Bm25 score) : cursor_(std::move(list)), score_(score) {}

  void add_to(Block& block) override {
    cursor_.visit_block(block.first, [&](std::size_t place, std::uint16_t frequency) {
      block.add(place, score_(block.first + static_cast<Xapian::docid>(place), frequency));
    });
  }
  std::size_t most_matches() const override { return cursor_.size(); }

 private:
  Cursor cursor_;
  Bm25 score_;
};

class UnscoredNode : public MatchNode {
 public:
  explicit UnscoredNode(PostingsPtr list) : cursor_(std::move(list)) {}

  void add_to(Block& block) override {
    cursor_.visit_block(block.first,
                        [&](std::size_t place, std::uint16_t) { block.add(place, 0); });
  }
  std::size_t most_matches() const override { return cursor_.size(); }

 private:
  Cursor cursor_;
};

class WordNode : public MatchNode {
 public:
  WordNode(PostingsPtr stem, Bm25 stem_score, PostingsPtr exact, Bm25 exact_score)
      : stem_(std::move(stem)),
        stem_score_(stem_score),
        exact_(std::move(exact)),
        exact_score_(exact_score) {}

  void add_to(Block& block) override {
    has_stem_.fill(0);
    const Xapian::docid first = block.first;
    stem_.visit_block(first, [&](std::size_t place, std::uint16_t frequency) {
      has_stem_[place] = 1;
      block.add(place, stem_score_(first + static_cast<Xapian::docid>(place), frequency));
    });
    exact_.visit_block(first, [&](std::size_t place, std::uint16_t frequency) {
      if (has_stem_[place] == 0) return;
      block.scores[place] += exact_score_(first + static_cast<Xapian::docid>(place), frequency);
    });
  }
  std::size_t most_matches() const override { return stem_.size(); }

 private:
  Cursor stem_;
  Bm25 stem_score_;
  Cursor exact_;
  Bm25 exact_score_;
  std::array<std::uint8_t, Block::kSize> has_stem_{};
};

class AnyNode : public MatchNode {
 public:
  explicit AnyNode(std::vector<MatchNodePtr> parts) : parts_(std::move(parts)) {}

  void add_to(Block& block) override {
    for (const MatchNodePtr& part : parts_) part->add_to(block);
  }
  std::size_t most_matches() const override {
    std::size_t most = 0;
    for (const MatchNodePtr& part : parts_) most += part->most_matches();
    return most;
  }

 private:
  std::vector<MatchNodePtr> parts_;
};

class AllNode : public MatchNode {
 public:
  explicit AllNode(std::vector<MatchNodePtr> parts) : parts_(std::move(parts)) {
    // The rarest first: where it is not, the others need not be looked at.
    std::stable_sort(parts_.begin(), parts_.end(),
                     [](const MatchNodePtr& one, const MatchNodePtr& other) {
                       return one->most_matches() < other->most_matches();
                     });
  }

  void add_to(Block& block) override {
    parts_[0]->fill(sum_, block.first);
    for (std::size_t i = 1; i < parts_.size(); ++i) {
      if (sum_.is_empty()) return;
      parts_[i]->fill(part_, block.first);
      for (std::size_t k = 0; k < sum_.matched.size(); ++k) sum_.matched[k] &= part_.matched[k];
      sum_.for_each([&](std::size_t place) { sum_.scores[place] += part_.scores[place]; });
    }
    add_all(sum_, block);
  }
  std::size_t most_matches() const override { return parts_[0]->most_matches(); }

 private:
  std::vector<MatchNodePtr> parts_;
  Block sum_;
  Block part_;
};

// kMaybe, kFilter and kWithout.
class PairNode : public MatchNode {
 public:
  PairNode(MatchTree::Kind kind, MatchNodePtr first, MatchNodePtr second)
      : kind_(kind), first_(std::move(first)), second_(std::move(second)) {}

  void add_to(Block& block) override {
    first_->fill(left_, block.first);
    if (left_.is_empty()) return;
    second_->fill(right_, block.first);
    if (kind_ == MatchTree::Kind::kMaybe) {
      left_.for_each([&](std::size_t place) { left_.scores[place] += right_.scores[place]; });
    } else {
      const std::uint64_t turn = kind_ == MatchTree::Kind::kWithout ? ~std::uint64_t{0} : 0;
      for (std::size_t k = 0; k < left_.matched.size(); ++k) {
        left_.matched[k] &= right_.matched[k] ^ turn;
      }
    }
    add_all(left_, block);
  }
  std::size_t most_matches() const override { return first_->most_matches(); }

 private:
  MatchTree::Kind kind_;
  MatchNodePtr first_;
  MatchNodePtr second_;
  Block left_;
  Block right_;
};

class PeriodNode : public MatchNode {
 public:
  PeriodNode(const Period& period, const Columns& columns)
      : columns_(columns),
        from_(period.from ? number_of(*period.from) : 1),
        to_(period.to ? number_of(*period.to) : 9999'12'31) {}

  void add_to(Block& block) override {
    const std::size_t end = std::min<std::size_t>(Block::kSize, columns_.days.size() - block.first);
    for (std::size_t place = 0; place < end; ++place) {
      const std::uint32_t day = columns_.days[block.first + place];
      if (day >= from_ && day <= to_) block.add(place, 0);
    }
  }
  std::size_t most_matches() const override { return columns_.documents; }

 private:
  // YYYYMMDD.
  static std::uint32_t number_of(const std::chrono::year_month_day& date) {
    return static_cast<std::uint32_t>(static_cast<int>(date.year())) * 10'000 +
           static_cast<unsigned>(date.month()) * 100 + static_cast<unsigned>(date.day());
  }

  const Columns& columns_;
  const std::uint32_t from_;
  const std::uint32_t to_;
};

}  // namespace

MatchNodePtr nothing_node() { return std::make_unique<NothingNode>(); }

MatchNodePtr unscored_node(PostingsPtr list) {
  return std::make_unique<UnscoredNode>(std::move(list));
}

MatchNodePtr term_node(PostingsPtr list, Bm25 score) {
  return std::make_unique<TermNode>(std::move(list), score);
}

MatchNodePtr word_node(PostingsPtr stem, Bm25 stem_score, PostingsPtr exact, Bm25 exact_score) {
  return std::make_unique<WordNode>(std::move(stem), stem_score, std::move(exact), exact_score);
}

MatchNodePtr any_node(std::vector<MatchNodePtr> parts) {
  return std::make_unique<AnyNode>(std::move(parts));
}

MatchNodePtr all_node(std::vector<MatchNodePtr> parts) {
  return std::make_unique<AllNode>(std::move(parts));
}

MatchNodePtr pair_node(MatchTree::Kind kind, MatchNodePtr first, MatchNodePtr second) {
  return std::make_unique<PairNode>(kind, std::move(first), std::move(second));
}

MatchNodePtr period_node(const Period& period, const Columns& columns) {
  return std::make_unique<PeriodNode>(period, columns);
}

}  // namespace fihrist::search
