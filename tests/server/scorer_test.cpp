// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The scorer against Xapian's own matcher: the same documents with the same scores, for any tree.

#include "server/search/scorer.h"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "index/schema.h"
#include "index/word_order.h"
#include "server/search/matches.h"

namespace {

using namespace fihrist;
using search::MatchTree;
using Kind = MatchTree::Kind;

constexpr int kTerms = 12;

// More documents than two blocks have. Term Z7 is in about every seventh document; Xapian is told
// its positions, ours read the order of the words.
class Archive {
 public:
  explicit Archive(unsigned documents) : database_("", Xapian::DB_BACKEND_INMEMORY) {
    std::mt19937 random(1);
    for (unsigned i = 1; i <= documents; ++i) {
      Xapian::Document document;
      Xapian::termpos position = 0;
      index::WordOrder order;
      for (auto words = static_cast<unsigned>(random() % 30); words > 0; --words) {
        const auto term =
            static_cast<unsigned>(random() % (kTerms + 3));  // three of them are no term
        ++position;
        const bool is_there = term < kTerms && random() % (term + 1) == 0;
        if (is_there) document.add_posting(name(term), position);
        order.add(is_there ? std::to_string(term) : "other");
      }
      document.add_value(index::kOrderSlot, order.take());
      const unsigned day = 20'240'100 + i % 28 + 1;
      document.add_value(index::kDaySlot, std::to_string(day));
      document.add_value(index::kGroupSlot, index::pack_number(i));
      database_.add_document(document);
      if (i % 97 == 0) database_.delete_document(i);  // a gap
    }
    memory_.emplace(database_, analyzer_, std::size_t{1} << 20);
  }

  static std::string name(unsigned term) { return "Z" + std::to_string(term); }

  std::map<Xapian::docid, double> ours(const MatchTree& tree,
                                       std::chrono::hours left = std::chrono::hours(1)) {
    search::TimeLimit limit{std::chrono::steady_clock::now() + left};
    search::Scorer scorer(tree, ranking_, database_, *memory_, limit);
    std::map<Xapian::docid, double> scores;
    search::Block block;
    for (Xapian::docid first = 0; first <= memory_->columns.last; first += search::Block::kSize) {
      scorer.score(first, block);
      block.for_each([&](std::size_t place) {
        scores[first + static_cast<Xapian::docid>(place)] = double{block.scores[place]};
      });
    }
    return scores;
  }

  std::map<Xapian::docid, double> xapians(const Xapian::Query& query) const {
    Xapian::Enquire enquire(database_);
    enquire.set_weighting_scheme(
        Xapian::BM25Weight(ranking_.k1, 0, 1, ranking_.b, ranking_.least_length));
    enquire.set_query(query);
    std::map<Xapian::docid, double> scores;
    const Xapian::MSet matches = enquire.get_mset(0, database_.get_doccount());
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      scores[*match] = match.get_weight();
    }
    return scores;
  }

 private:
  Xapian::WritableDatabase database_;
  arabic::Analyzer analyzer_;
  search::Ranking ranking_;
  std::optional<search::IndexMemory> memory_;
};

// A tree and what it is to Xapian.
struct Both {
  MatchTree ours;
  Xapian::Query xapians;
};

// Where nothing is scored, Xapian 1.4.22 may take AND_MAYBE for less than it is (another answer
// under AddressSanitizer than without): none there.
Both random_tree(std::mt19937& random, int depth, bool is_scored = true) {
  Both both;
  bool is_filter = false;
  const auto parts = [&](std::size_t count) {
    std::vector<Both> made;
    for (std::size_t i = 0; i < count; ++i) {
      made.push_back(random_tree(random, depth - 1, is_scored && !(is_filter && i == 1)));
      both.ours.parts.push_back(made.back().ours);
    }
    return made;
  };
  const auto join = [](Xapian::Query::op how, const std::vector<Both>& made) {
    std::vector<Xapian::Query> queries;
    for (const Both& one : made) queries.push_back(one.xapians);
    return Xapian::Query(how, queries.begin(), queries.end());
  };
  unsigned choice = depth == 0 ? 0 : static_cast<unsigned>(random() % 9);
  if (choice == 3 && !is_scored) choice = 0;
  is_filter = choice == 4 || choice == 5;
  switch (choice) {
    case 1:
      both.ours.kind = Kind::kAny;
      both.xapians = join(Xapian::Query::OP_OR, parts(2 + random() % 3));
      break;
    case 2:
      both.ours.kind = Kind::kAll;
      both.xapians = join(Xapian::Query::OP_AND, parts(2 + random() % 2));
      break;
    case 3:
      both.ours.kind = Kind::kMaybe;
      both.xapians = join(Xapian::Query::OP_AND_MAYBE, parts(2));
      break;
    case 4:
      both.ours.kind = Kind::kFilter;
      both.xapians = join(Xapian::Query::OP_FILTER, parts(2));
      break;
    case 5:
      both.ours.kind = Kind::kWithout;
      both.xapians = join(Xapian::Query::OP_AND_NOT, parts(2));
      break;
    case 6:
    case 7: {
      both.ours.kind = choice == 6 ? Kind::kPhrase : Kind::kNear;
      both.ours.window = choice == 6 ? 2 : 2 + random() % 4;
      const auto first = static_cast<unsigned>(random() % 4);
      both.ours.terms = {Archive::name(first), Archive::name(first + 1)};
      both.xapians = Xapian::Query(
          Xapian::Query::OP_SCALE_WEIGHT,
          Xapian::Query(choice == 6 ? Xapian::Query::OP_PHRASE : Xapian::Query::OP_NEAR,
                        both.ours.terms.begin(), both.ours.terms.end(),
                        static_cast<Xapian::termcount>(both.ours.window)),
          0);
      break;
    }
    default:
      both.ours.kind = Kind::kTerm;
      both.ours.terms = {Archive::name(static_cast<unsigned>(random() % kTerms))};
      both.ours.weight = random() % 2 == 0 ? 1 : 0.4;
      both.xapians = Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT,
                                   Xapian::Query(both.ours.terms[0]), both.ours.weight);
  }
  return both;
}

TEST_CASE("scores are those of Xapian's BM25, whatever the tree") {
  Archive archive(9000);
  std::mt19937 random(2);
  std::size_t matched = 0;
  for (int i = 0; i < 300; ++i) {
    const Both both = random_tree(random, 3);
    INFO(search::describe(both.ours));
    const auto ours = archive.ours(both.ours);
    const auto xapians = archive.xapians(both.xapians);
    REQUIRE(ours.size() == xapians.size());
    matched += ours.size();
    std::size_t differ = 0;
    for (const auto& [document, score] : xapians) {
      const auto found = ours.find(document);
      const bool is_same =
          found != ours.end() && std::abs(found->second - score) <= 1e-4 * (1 + score);
      if (!is_same) ++differ;
    }
    CHECK(differ == 0);
  }
  CHECK(matched > 100'000);
}

TEST_CASE("a phrase is looked for until the time is over, and remembered only if it was in time") {
  Archive archive(3000);
  MatchTree phrase;
  phrase.kind = Kind::kPhrase;
  phrase.terms = {"Z0", "Z1"};
  phrase.window = 2;
  CHECK(archive.ours(phrase, std::chrono::hours(-1)).empty());
  const auto all = archive.ours(phrase);
  CHECK_FALSE(all.empty());
  CHECK(archive.ours(phrase, std::chrono::hours(-1)) == all);
}

TEST_CASE("several terms as one are counted as one") {
  Archive archive(500);
  MatchTree one;
  one.kind = Kind::kOneOf;
  one.terms = {"Z0", "Z1", "Z2"};
  const std::vector<Xapian::Query> terms{Xapian::Query("Z0"), Xapian::Query("Z1"),
                                         Xapian::Query("Z2")};
  const auto ours = archive.ours(one);
  const auto any = archive.xapians(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
  CHECK(ours.size() == any.size());
  one.terms = {"Z5"};
  CHECK(archive.ours(one) == archive.ours({Kind::kTerm, {"Z5"}, 1, 0, {}, {}}));
}

TEST_CASE("a period takes the days that are in it, both ends included") {
  using namespace std::chrono;
  Archive archive(280);
  MatchTree tree;
  tree.kind = Kind::kPeriod;
  tree.period = {year(2024) / January / 3, year(2024) / January / 5};
  CHECK(archive.ours(tree).size() >= 28);
  CHECK(archive.ours(tree).size() <= 30);
  tree.period = {year(2024) / January / 29, std::nullopt};
  CHECK(archive.ours(tree).empty());
  tree.period = {std::nullopt, year(2024) / January / 28};
  CHECK(archive.ours(tree).size() == archive.ours({Kind::kEverything, {}, 1, 0, {}, {}}).size());
}

}  // namespace
