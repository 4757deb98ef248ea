// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Ranked search over an index. Knows Xapian; knows no HTTP and no JSON.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "arabic/analyzer.h"
#include "index/article.h"
#include "index/generations.h"
#include "server/search/filters.h"
#include "server/search/marked_text.h"
#include "server/search/query.h"
#include "server/search/ranking.h"
#include "server/search/vocabulary.h"

namespace fihrist::search {

inline constexpr std::size_t kSnippetLength = 240;     // characters
inline constexpr std::size_t kOpeningLength = 80;      // characters
inline constexpr std::size_t kDeepestResult = 10'000;  // results that paging reaches

// By date, articles without one come last, and articles of one moment by their score.
enum class Sort { kRelevance, kNewest, kOldest };

struct SearchRequest {
  std::string query;
  std::size_t page = 1;       // from 1
  std::size_t per_page = 10;  // page * per_page at most kDeepestResult
  bool exact = false;         // words of the same folded spelling only
  Filters filters;
  Sort sort = Sort::kRelevance;
};

struct Hit {
  index::Article article;  // without its body
  double score = 0;
  MarkedText title;
  std::string opening;  // the first words of an article without a title, to call it by
  MarkedText snippet;
  std::vector<std::string> matched;  // the words of the query that the article has, as typed
};

// An article in its place.
struct RankedArticle {
  std::string id;
  double score = 0;
};

struct SearchResults {
  std::uint64_t total = 0;
  bool total_is_exact = true;  // else there are at least `total`
  std::vector<Hit> hits;
  std::vector<Note> notes;
  double took_ms = 0;
};

struct HighlightedArticle {
  index::Article article;
  std::string opening;  // as Hit::opening
  MarkedText title;
  MarkedText body;
};

struct IndexStatus {
  std::uint64_t articles = 0;
  std::string generation;
  std::string built_at;  // RFC 3339
};

// One index, opened by one thread at a time. A new generation or an update is picked up within
// kRecheck.
class Searcher {
 public:
  Searcher(std::filesystem::path index, std::shared_ptr<const Vocabulary> vocabulary,
           Ranking ranking = {});

  // All throw index::IndexError while there is nothing to search: no index, another program's, or a
  // damaged one.
  SearchResults search(const SearchRequest& request);

  // Ids and scores of the same hits, without what is shown of them: for evaluation.
  std::vector<RankedArticle> rank(const SearchRequest& request);

  // Nothing if no article has the id. With an empty query nothing is marked.
  std::optional<HighlightedArticle> find_article(const std::string& id, const std::string& query);

  // What the analysis makes of each word of `text`.
  std::vector<arabic::ExplainedToken> analyze(const std::string& text) const;

  IndexStatus status();

  static constexpr std::chrono::milliseconds kRecheck{1000};

 private:
  // Opens the index, or reopens it when a new generation has been published or an update has
  // changed the one that is open. A generation that cannot be opened leaves the former one serving.
  void refresh(bool at_once);

  // Runs `work` on an open index; once more on a fresh one if it was changed or removed under it.
  template <typename Work>
  auto with_index(Work work);

  struct RankedPage;
  RankedPage rank_open(const SearchRequest& request) const;
  SearchResults search_open(const SearchRequest& request);
  ParsedQuery parse(const std::string& query, bool exact) const;

  std::filesystem::path path_;
  std::shared_ptr<const Vocabulary> vocabulary_;
  Ranking ranking_;
  arabic::Analyzer analyzer_;
  std::optional<index::OpenIndex> open_;
  std::chrono::steady_clock::time_point checked_{};
};

}  // namespace fihrist::search
