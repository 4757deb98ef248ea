// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/searcher.h"

#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "index/errors.h"
#include "index/schema.h"
#include "index/stored_article.h"
#include "server/search/closeness.h"
#include "server/search/filters.h"
#include "server/search/query.h"
#include "server/search/snippet.h"

namespace fihrist::search {
namespace {

// Totals are exact up to this many results behind the page.
constexpr Xapian::doccount kCountedBeyondPage = 1000;

// What a stop word tells, at most.
constexpr double kStopWordWeight = 0.1;

constexpr double kTimeLimit = 2;  // seconds, for the counting of further matches

// How much a word tells: the logarithm of its rarity, and never nothing.
std::vector<double> word_weights(const ParsedQuery& query, const Xapian::Database& database) {
  std::vector<double> weights;
  const double documents = database.get_doccount();
  for (const QueryWord& word : query.words) {
    const double with_word = database.get_termfreq(index::make_term(index::kStemPrefix, word.stem));
    const double weight = 0.1 + std::log((documents + 1) / (with_word + 1));
    weights.push_back(word.is_stop_word ? std::min(weight, kStopWordWeight) : weight);
  }
  return weights;
}

// What to call an article that has no title.
std::string opening_of(const index::Article& article,
                       const std::vector<arabic::Token>& body_tokens) {
  if (!article.title.empty()) return {};
  return cut_snippet(article.body, body_tokens, WordMatcher(ParsedQuery()), {}, kOpeningLength)
      .text;
}

// The articles of one query in their order.
struct Ranked {
  Xapian::docid document;
  double score;
};

Hit make_hit(const Xapian::Database& database, const Ranked& ranked, const ParsedQuery& query,
             const WordMatcher& matcher, const std::vector<double>& weights,
             const arabic::Analyzer& analyzer) {
  Hit hit;
  hit.article = index::load_article(database.get_document(ranked.document).get_data());
  hit.score = ranked.score;

  const auto title_tokens = analyzer.analyze(hit.article.title);
  const auto body_tokens = analyzer.analyze(hit.article.body);
  hit.title = highlight(hit.article.title, title_tokens, matcher);
  hit.opening = opening_of(hit.article, body_tokens);
  hit.snippet = cut_snippet(hit.article.body, body_tokens, matcher, weights, kSnippetLength);

  std::vector<bool> met(query.words.size(), false);
  for (const auto* tokens : {&title_tokens, &body_tokens}) {
    for (const auto& word : matcher.match(*tokens)) {
      if (word) met[*word] = true;
    }
  }
  for (std::size_t i = 0; i < met.size(); ++i) {
    if (met[i]) hit.matched.push_back(query.words[i].text);
  }
  hit.article.body.clear();
  return hit;
}

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

// `by_date` must outlive the search.
void sort_by_date(Sort sort, Xapian::MultiValueKeyMaker& by_date, Xapian::Enquire& enquire) {
  const bool newest_first = sort == Sort::kNewest;
  // What has no date comes last either way: before all others where the order is turned round.
  const std::string none = newest_first ? std::string() : std::string(9, '\xFF');
  by_date.add_value(index::kPublishedSlot, false, none);
  enquire.set_sort_by_key_then_relevance(&by_date, newest_first);
}

}  // namespace

Searcher::Searcher(std::filesystem::path index, std::shared_ptr<const Vocabulary> vocabulary,
                   Ranking ranking)
    : path_(std::move(index)),
      vocabulary_(std::move(vocabulary)),
      ranking_(ranking),
      analyzer_(vocabulary_->analysis()) {}

void Searcher::refresh(bool at_once) {
  const auto now = std::chrono::steady_clock::now();
  if (open_ && !at_once && now - checked_ < kRecheck) return;
  checked_ = now;
  if (!open_) {
    open_ = index::open_index(path_, vocabulary_->analysis().identity);
    return;
  }
  try {
    if (at_once || index::current_generation(path_) != open_->generation) {
      open_ = index::open_index(path_, vocabulary_->analysis().identity);
    } else if (open_->database.reopen()) {
      open_->stamp = index::read_stamp(open_->database, path_, vocabulary_->analysis().identity);
    }
  } catch (const index::IndexError&) {
    if (at_once) throw;  // what is open does not serve any more
  }
}

template <typename Work>
auto Searcher::with_index(Work work) {
  try {
    refresh(false);
    return work();
  } catch (const Xapian::DatabaseError&) {
    try {
      refresh(true);
      return work();
    } catch (const Xapian::Error& error) {
      throw index::IndexDamaged(
          "The index at " + path_.string() + " cannot be read (" + error.get_description() +
          "). Build it anew: fihrist-index build --out " + path_.string() + " SOURCE…");
    }
  }
}

SearchResults Searcher::search(const SearchRequest& request) {
  const auto begin = std::chrono::steady_clock::now();
  SearchResults results = with_index([&] { return search_open(request); });
  results.took_ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  return results;
}

ParsedQuery Searcher::parse(const std::string& query, bool exact) const {
  return parse_query(query, *vocabulary_, analyzer_, exact);
}

// One page of ranked articles, and what its hits are made with.
struct Searcher::RankedPage {
  ParsedQuery query;
  std::vector<double> weights;  // of the words of the query
  std::vector<Ranked> articles;
  SearchResults results;  // all but the hits
};

Searcher::RankedPage Searcher::rank_open(const SearchRequest& request) const {
  RankedPage page;
  page.query = parse(request.query, request.exact);
  const ParsedQuery& query = page.query;
  SearchResults& results = page.results;
  results.notes = query.notes;
  if (query.words.empty()) return page;

  const Xapian::Database& database = open_->database;
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(
      Xapian::BM25Weight(ranking_.k1, 0, 1, ranking_.b, ranking_.least_length));
  enquire.set_time_limit(kTimeLimit);
  Xapian::MultiValueKeyMaker by_date;
  if (request.sort != Sort::kRelevance) sort_by_date(request.sort, by_date, enquire);
  const std::size_t first = (request.page - 1) * request.per_page;
  const std::size_t last = first + request.per_page;
  // A page that begins among the re-ranked needs all of them.
  const bool is_reranked = request.sort == Sort::kRelevance && first < ranking_.reranked;
  const std::size_t from = is_reranked ? 0 : first;
  const std::size_t to = is_reranked ? std::max(last, ranking_.reranked) : last;
  const std::optional<Xapian::Query> filter = make_filter(request.filters, analyzer_, database);
  const auto run = [&](const Xapian::Query& xapian_query) {
    enquire.set_query(filter ? Xapian::Query(Xapian::Query::OP_FILTER, xapian_query, *filter)
                             : xapian_query);
    return enquire.get_mset(static_cast<Xapian::doccount>(from),
                            static_cast<Xapian::doccount>(to - from),
                            static_cast<Xapian::doccount>(to) + kCountedBeyondPage);
  };

  Xapian::MSet matches;
  const bool is_short = !query.is_question && query.telling_words() <= ranking_.short_query;
  if (is_short || !query.phrases.empty()) {
    matches = run(match_all(query, ranking_));
    if (!query.phrases.empty() && matches.get_matches_upper_bound() == 0) {
      results.notes.push_back({Note::Kind::kNoPhrase, {}});
      matches = run(match_all_words(query, ranking_));
    }
  }
  // Whether the page is relaxed must not depend on which page it is: the first page decides for
  // all. A phrase that was found is not relaxed.
  const std::size_t with_all = matches.get_matches_upper_bound();
  const bool is_phrase_found = !query.phrases.empty() && with_all > 0;
  // By date, what has some of the words would stand before what has all: only for want of these.
  const std::size_t enough = request.sort == Sort::kRelevance ? SearchRequest().per_page : 1;
  if (!is_phrase_found && with_all < enough) {
    const Xapian::MSet relaxed = run(match_any(query, ranking_));
    if (is_short && query.telling_words() > 1 && relaxed.get_matches_lower_bound() > with_all) {
      results.notes.push_back(
          {with_all == 0 ? Note::Kind::kNoneHasAll : Note::Kind::kFewHaveAll, {}});
    }
    matches = relaxed;
  }

  results.total = matches.get_matches_lower_bound();
  results.total_is_exact = matches.get_matches_lower_bound() == matches.get_matches_upper_bound();
  page.weights = word_weights(query, database);
  const Closeness closeness(query, page.weights, database);
  Ranking ranking = ranking_;
  if (from > 0) ranking.closeness_weight = 0;
  if (request.sort != Sort::kRelevance) ranking.reranked = 0;
  const std::vector<Ranked> ranked = rerank(matches, closeness, ranking, last - from);
  for (std::size_t i = first - from; i < std::min(last - from, ranked.size()); ++i) {
    page.articles.push_back(ranked[i]);
  }
  return page;
}

SearchResults Searcher::search_open(const SearchRequest& request) {
  RankedPage page = rank_open(request);
  const WordMatcher matcher(page.query);
  for (const Ranked& article : page.articles) {
    page.results.hits.push_back(
        make_hit(open_->database, article, page.query, matcher, page.weights, analyzer_));
  }
  return std::move(page.results);
}

std::vector<RankedArticle> Searcher::rank(const SearchRequest& request) {
  return with_index([&] {
    std::vector<RankedArticle> articles;
    for (const Ranked& ranked : rank_open(request).articles) {
      const std::string data = open_->database.get_document(ranked.document).get_data();
      articles.push_back({index::load_article(data).id, ranked.score});
    }
    return articles;
  });
}

std::optional<SimilarArticles> Searcher::find_similar(const std::string&, std::size_t) {
  return SimilarArticles{};
}

std::vector<Completion> Searcher::complete(const std::string&, std::size_t) { return {}; }

std::optional<HighlightedArticle> Searcher::find_article(const std::string& id,
                                                         const std::string& query) {
  return with_index([&]() -> std::optional<HighlightedArticle> {
    const Xapian::Database& database = open_->database;
    const std::string term = index::make_term(index::kIdPrefix, id);
    const Xapian::PostingIterator found = database.postlist_begin(term);
    if (found == database.postlist_end(term)) return std::nullopt;
    HighlightedArticle highlighted;
    highlighted.article = index::load_article(database.get_document(*found).get_data());
    const WordMatcher matcher(parse(query, false));
    const index::Article& article = highlighted.article;
    highlighted.title = highlight(article.title, analyzer_.analyze(article.title), matcher);
    const std::vector<arabic::Token> body_tokens = analyzer_.analyze(article.body);
    highlighted.body = highlight(article.body, body_tokens, matcher);
    highlighted.opening = opening_of(article, body_tokens);
    return highlighted;
  });
}

std::vector<arabic::ExplainedToken> Searcher::analyze(const std::string& text) const {
  return analyzer_.explain(text);
}

IndexStatus Searcher::status() {
  return with_index([&] {
    return IndexStatus{open_->database.get_doccount(), open_->generation,
                       open_->database.get_revision(), open_->stamp.built_at,
                       open_->stamp.updated_at};
  });
}

}  // namespace fihrist::search
