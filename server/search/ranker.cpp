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
#include "server/search/match_tree.h"
#include "server/search/query_expansion.h"
#include "server/search/scorer.h"

namespace fihrist::search {
namespace {

// What a stop word tells, at most.
constexpr double kStopWordWeight = 0.1;

// How much each word of a query tells: the logarithm of its rarity, and never nothing.
std::vector<double> word_weights(const ParsedQuery& query, const Xapian::Database& database,
                                 IndexMemory& memory) {
  std::vector<double> weights;
  const double documents = memory.columns.documents;
  for (const QueryWord& word : query.words) {
    std::size_t with_word = 0;
    if (word.is_prefix) {
      for (const std::string& term : word.expansions) with_word += database.get_termfreq(term);
    } else {
      const std::string term = index::make_term(index::kStemPrefix, word.stem);
      with_word = memory.postings.get(database, term)->size();
    }
    const double weight =
        std::max(0.1, 0.1 + std::log((documents + 1) / (static_cast<double>(with_word) + 1)));
    weights.push_back(word.is_stop_word ? std::min(weight, kStopWordWeight) : weight);
  }
  return weights;
}

// Matches that are looked at together: the more, the cheaper each is, but some for nothing.
constexpr std::size_t kLookedAtTogether = 20;

// Adds the closeness of the query's words to the first `ranking.reranked` matches (`matches` must
// begin with the first of all), and orders them anew. Only the first `needed` are sure to be in
// order: a match that cannot reach them is not looked at.
void rerank(std::vector<Match>& matches, const Closeness& closeness, const Ranking& ranking,
            std::size_t needed) {
  const std::size_t size = std::min(ranking.reranked, matches.size());
  struct Candidate {
    double highest;  // what its key may become
    std::size_t place;
  };
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < size; ++i) {
    const double gain = ranking.closeness_weight * closeness.highest(matches[i].document);
    candidates.push_back({matches[i].key + gain, i});
  }
  std::stable_sort(
      candidates.begin(), candidates.end(),
      [](const Candidate& one, const Candidate& other) { return one.highest > other.highest; });
  std::vector<double> best;  // the keys of the best `needed` so far, the least first
  for (std::size_t i = 0; i < size;) {
    std::vector<Xapian::docid> documents;
    const std::size_t begin = i;
    for (; i < size && documents.size() < kLookedAtTogether; ++i) {
      if (best.size() >= needed && candidates[i].highest < best.front()) break;
      documents.push_back(matches[candidates[i].place].document);
    }
    if (documents.empty()) break;
    const std::vector<double> scores = closeness.score(documents);
    for (std::size_t k = 0; k < scores.size(); ++k) {
      double& key = matches[candidates[begin + k].place].key;
      key += ranking.closeness_weight * scores[k];
      best.push_back(key);
      std::push_heap(best.begin(), best.end(), std::greater<>());
      if (best.size() <= needed) continue;
      std::pop_heap(best.begin(), best.end(), std::greater<>());
      best.pop_back();
    }
  }
  std::stable_sort(matches.begin(), matches.begin() + static_cast<std::ptrdiff_t>(size),
                   [](const Match& one, const Match& other) { return one.key > other.key; });
}

// Runs the queries of one request, each with the same filters, order and page.
class Ranker {
 public:
  Ranker(const SearchRequest& request, RankedPage& page, const Xapian::Database& database,
         IndexMemory& memory, const arabic::Analyzer& analyzer, const Ranking& ranking,
         TimeLimit& limit)
      : request_(request),
        page_(page),
        database_(database),
        memory_(memory),
        analyzer_(analyzer),
        ranking_(ranking),
        limit_(limit) {
    // What has no words has no scores either.
    collection_.sort =
        request.sort == Sort::kRelevance && page.query.words.empty() ? Sort::kNewest : request.sort;
    collection_.collapse = request.collapse;
    first_ = (request.page - 1) * request.per_page;
    last_ = first_ + request.per_page;
    // A page that begins among the re-ranked needs all of them.
    is_reranked_ = collection_.sort == Sort::kRelevance && first_ < ranking.reranked;
    collection_.most = is_reranked_ ? std::max(last_, ranking.reranked) : last_;
    if (request.related > 0) collection_.most = std::max(collection_.most, kTitlesForRelated);
    if (request.freshness && collection_.sort == Sort::kRelevance) {
      collection_.freshness = freshness(*request.freshness);
    }
  }

  void run() {
    const ParsedQuery& query = page_.query;
    const std::size_t telling = query.telling_units();
    const bool is_short = !query.is_question && telling <= ranking_.short_query;
    const bool has_phrases = query.has_phrases();
    if (is_short || has_phrases) {
      match(Strictness::kAll);
      if (has_phrases && found() == 0) {
        match(Strictness::kAllWords);
        if (found() > 0) page_.notes.push_back({Note::Kind::kNoPhrase, {}});
      }
    }
    // Whether the page is relaxed must not depend on which page it is: the first page decides for
    // all. A phrase that was found is not relaxed.
    const std::size_t with_all = found();
    const bool is_phrase_found = has_phrases && with_all > 0;
    // By date, what has some of the words would stand before what has all: only for want of these.
    const std::size_t enough = collection_.sort == Sort::kRelevance ? SearchRequest().per_page : 1;
    const bool may_relax = !is_short || telling > 1;
    if (!is_phrase_found && may_relax && with_all < enough) {
      match(Strictness::kAny);
      if (is_short && found() > with_all) {
        page_.notes.push_back(
            {with_all == 0 ? Note::Kind::kNoneHasAll : Note::Kind::kFewHaveAll, {}});
      }
    }
    page_.total = page_.matches.results;
    take_page();
  }

 private:
  std::size_t found() const { return page_.matches.results; }

  void match(Strictness strictness) {
    const MatchTree tree =
        narrow(make_match_tree(page_.query, strictness, ranking_), request_.filters, analyzer_);
    Scorer scorer(tree, ranking_, database_, memory_, limit_);
    page_.matches = collect(scorer, memory_.columns, collection_, limit_);
  }

  // Of an archive that has ended, the newest article is as of now.
  Freshness freshness(double half_life) const {
    const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
    double now = std::chrono::duration<double>(since_1970).count();
    const std::string newest = database_.get_value_upper_bound(index::kPublishedSlot);
    if (!newest.empty()) now = std::min(now, Xapian::sortable_unserialise(newest));
    const double words = std::accumulate(page_.weights.begin(), page_.weights.end(), 0.0);
    return {half_life, now, ranking_.freshness_weight * words};
  }

  void take_page() {
    std::vector<Match>& best = page_.matches.best;
    if (is_reranked_ && ranking_.closeness_weight > 0) {
      rerank(best, Closeness(page_.query, page_.weights, database_, memory_), ranking_, last_);
    }
    for (std::size_t i = first_; i < std::min(last_, best.size()); ++i) {
      const std::uint32_t group = request_.collapse ? memory_.columns.groups[best[i].document] : 0;
      const std::size_t similar = group == 0 ? 0 : page_.matches.of_group[group] - 1;
      const bool by_score = collection_.sort == Sort::kRelevance;
      page_.articles.push_back(
          {best[i].document, by_score ? best[i].key : double{best[i].score}, similar});
    }
  }

  const SearchRequest& request_;
  RankedPage& page_;
  const Xapian::Database& database_;
  IndexMemory& memory_;
  const arabic::Analyzer& analyzer_;
  const Ranking& ranking_;
  TimeLimit& limit_;
  Collection collection_;
  bool is_reranked_ = false;
  std::size_t first_ = 0;  // of the page
  std::size_t last_ = 0;
};

}  // namespace

RankedPage rank(const SearchRequest& request, ParsedQuery query, const Xapian::Database& database,
                IndexMemory& memory, const arabic::Analyzer& analyzer, const Ranking& ranking,
                TimeLimit& limit) {
  RankedPage page;
  page.query = std::move(query);
  expand(page.query, database);
  page.notes = page.query.notes;
  if (page.query.words.empty() && !page.query.everything) return page;
  page.weights = word_weights(page.query, database, memory);
  Ranker(request, page, database, memory, analyzer, ranking, limit).run();
  if (limit.is_over) {
    page.total_is_exact = false;
    page.notes.push_back({Note::Kind::kTimeLimit, {}});
  }
  return page;
}

}  // namespace fihrist::search
