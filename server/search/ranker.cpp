// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/ranker.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>
#include <utility>

#include "index/schema.h"
#include "server/search/closeness.h"
#include "server/search/filters.h"
#include "server/search/query_expansion.h"
#include "server/search/xapian_query.h"

namespace fihrist::search {
namespace {

// Totals are exact up to this many results behind the page.
constexpr Xapian::doccount kCountedBeyondPage = 1000;

// What a stop word tells, at most.
constexpr double kStopWordWeight = 0.1;

// Adds the closeness of the query's words to the first `ranking.reranked` matches (`matches` must
// begin with the first of all), and orders them anew. Only the first `needed` are sure to be in
// order: a match that cannot reach them is not looked at.
std::vector<Ranked> rerank(const Xapian::MSet& matches, const Closeness& closeness,
                           const Ranking& ranking, std::size_t needed) {
  std::vector<Ranked> ranked;
  std::vector<double> best;  // the scores of the best `needed` so far, the least first
  const double highest = ranking.closeness_weight * closeness.highest();
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    double score = match.get_weight();
    const bool may_reach = best.size() < needed || score + highest > best.front();
    if (highest > 0 && ranked.size() < ranking.reranked && may_reach) {
      score += ranking.closeness_weight * closeness.score(*match);
    }
    ranked.push_back({*match, score});
    best.push_back(score);
    std::push_heap(best.begin(), best.end(), std::greater<>());
    if (best.size() > needed) {
      std::pop_heap(best.begin(), best.end(), std::greater<>());
      best.pop_back();
    }
  }
  const auto end =
      ranked.begin() + static_cast<std::ptrdiff_t>(std::min(ranking.reranked, ranked.size()));
  std::stable_sort(ranked.begin(), end,
                   [](const Ranked& one, const Ranked& other) { return one.score > other.score; });
  return ranked;
}

// Runs the queries of one request, each with the same filters, order and page.
class Ranker {
 public:
  Ranker(const SearchRequest& request, RankedPage& page, const Xapian::Database& database,
         const arabic::Analyzer& analyzer, const Ranking& ranking, TimeLimit& limit)
      : request_(request),
        page_(page),
        database_(database),
        ranking_(ranking),
        enquire_(database),
        filter_(make_filter(request.filters, analyzer, database)),
        time_(limit) {
    // What has no words has no scores either.
    sort_ =
        request.sort == Sort::kRelevance && page.query.words.empty() ? Sort::kNewest : request.sort;
    enquire_.set_weighting_scheme(
        Xapian::BM25Weight(ranking.k1, 0, 1, ranking.b, ranking.least_length));
    if (sort_ != Sort::kRelevance) sort_by_date();
    if (request.collapse) enquire_.set_collapse_key(index::kGroupSlot);
    first_ = (request.page - 1) * request.per_page;
    last_ = first_ + request.per_page;
    // A page that begins among the re-ranked needs all of them.
    const bool is_reranked = sort_ == Sort::kRelevance && first_ < ranking.reranked;
    from_ = is_reranked ? 0 : first_;
    to_ = is_reranked ? std::max(last_, ranking.reranked) : last_;
  }

  void run() {
    const ParsedQuery& query = page_.query;
    Xapian::MSet matches;
    const std::size_t telling = query.telling_units();
    const bool is_short = !query.is_question && telling <= ranking_.short_query;
    const bool has_phrases = query.has_phrases();
    if (is_short || has_phrases) {
      matches = match(Strictness::kAll);
      if (has_phrases && is_empty(matches)) {
        matches = match(Strictness::kAllWords);
        if (!is_empty(matches)) page_.notes.push_back({Note::Kind::kNoPhrase, {}});
      }
    }
    // Whether the page is relaxed must not depend on which page it is: the first page decides for
    // all. A phrase that was found is not relaxed.
    const std::size_t with_all = matches.get_matches_upper_bound();
    const bool is_phrase_found = has_phrases && with_all > 0;
    // By date, what has some of the words would stand before what has all: only for want of these.
    const std::size_t enough = sort_ == Sort::kRelevance ? SearchRequest().per_page : 1;
    const bool may_relax = !is_short || telling > 1;
    if (!is_phrase_found && may_relax && with_all < enough) {
      const Xapian::Query strict = page_.matched;
      const Xapian::MSet relaxed = match(Strictness::kAny);
      if (is_short && relaxed.get_matches_lower_bound() > with_all) {
        page_.notes.push_back(
            {with_all == 0 ? Note::Kind::kNoneHasAll : Note::Kind::kFewHaveAll, {}});
      }
      matches = relaxed;
    }
    page_.total = matches.get_matches_lower_bound();
    page_.total_is_exact = page_.total == matches.get_matches_upper_bound();
    take_page(matches);
  }

 private:
  static bool is_empty(const Xapian::MSet& matches) {
    return matches.get_matches_upper_bound() == 0;
  }

  void sort_by_date() {
    const bool newest_first = sort_ == Sort::kNewest;
    // What has no date comes last either way: before all others where the order is turned round.
    const std::string none = newest_first ? std::string() : std::string(9, '\xFF');
    by_date_.add_value(index::kPublishedSlot, false, none);
    enquire_.set_sort_by_key_then_relevance(&by_date_, newest_first);
  }

  Xapian::MSet match(Strictness strictness) {
    Xapian::Query query = make_xapian_query(page_.query, strictness, ranking_, database_);
    if (filter_) query = Xapian::Query(Xapian::Query::OP_FILTER, query, *filter_);
    page_.matched = query;
    if (request_.freshness && sort_ == Sort::kRelevance) query = with_freshness(query);
    enquire_.set_query(Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(&time_)));
    return enquire_.get_mset(static_cast<Xapian::doccount>(from_),
                             static_cast<Xapian::doccount>(to_ - from_),
                             static_cast<Xapian::doccount>(to_) + kCountedBeyondPage);
  }

  // Of an archive that has ended, the newest article is as of now.
  Xapian::Query with_freshness(const Xapian::Query& query) {
    const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
    double now = std::chrono::duration<double>(since_1970).count();
    const std::string newest = database_.get_value_upper_bound(index::kPublishedSlot);
    if (!newest.empty()) now = std::min(now, Xapian::sortable_unserialise(newest));
    const double bonus = ranking_.freshness_weight *
                         std::accumulate(page_.weights.begin(), page_.weights.end(), 0.0);
    freshness_.emplace(*request_.freshness, now, bonus);
    return {Xapian::Query::OP_AND_MAYBE, query, Xapian::Query(&*freshness_)};
  }

  void take_page(const Xapian::MSet& matches) {
    const Closeness closeness(page_.query, page_.weights, database_);
    Ranking ranking = ranking_;
    if (from_ > 0) ranking.closeness_weight = 0;
    if (sort_ != Sort::kRelevance) ranking.reranked = 0;
    const std::vector<Ranked> ranked = rerank(matches, closeness, ranking, last_ - from_);
    for (std::size_t i = first_ - from_; i < std::min(last_ - from_, ranked.size()); ++i) {
      page_.articles.push_back(ranked[i]);
    }
  }

  const SearchRequest& request_;
  RankedPage& page_;
  const Xapian::Database& database_;
  const Ranking& ranking_;
  Xapian::Enquire enquire_;
  Xapian::MultiValueKeyMaker by_date_;
  std::optional<Xapian::Query> filter_;
  TimeLimitSource time_;
  std::optional<FreshnessSource> freshness_;
  Sort sort_;
  std::size_t first_ = 0;  // of the page
  std::size_t last_ = 0;
  std::size_t from_ = 0;  // of what is matched for it
  std::size_t to_ = 0;
};

}  // namespace

std::vector<double> word_weights(const ParsedQuery& query, const Xapian::Database& database) {
  std::vector<double> weights;
  const double documents = database.get_doccount();
  for (const QueryWord& word : query.words) {
    Xapian::doccount with_word = 0;
    if (word.is_prefix) {
      for (const std::string& term : word.expansions) with_word += database.get_termfreq(term);
    } else {
      with_word = database.get_termfreq(index::make_term(index::kStemPrefix, word.stem));
    }
    const double weight =
        std::max(0.1, 0.1 + std::log((documents + 1) / (static_cast<double>(with_word) + 1)));
    weights.push_back(word.is_stop_word ? std::min(weight, kStopWordWeight) : weight);
  }
  return weights;
}

RankedPage rank(const SearchRequest& request, ParsedQuery query, const Xapian::Database& database,
                const arabic::Analyzer& analyzer, const Ranking& ranking, TimeLimit& limit) {
  RankedPage page;
  page.query = std::move(query);
  expand(page.query, database);
  page.notes = page.query.notes;
  if (page.query.words.empty() && !page.query.everything) return page;
  page.weights = word_weights(page.query, database);
  Ranker(request, page, database, analyzer, ranking, limit).run();
  if (limit.is_over) {
    page.total_is_exact = false;
    page.notes.push_back({Note::Kind::kTimeLimit, {}});
  }
  return page;
}

}  // namespace fihrist::search
