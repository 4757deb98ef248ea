// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What can be asked of a searcher, and what it answers. Plain structs: no Xapian, no HTTP, no JSON.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "index/article.h"
#include "server/search/marked_text.h"
#include "server/search/note.h"

namespace fihrist::search {

inline constexpr std::size_t kSnippetLength = 240;     // characters, unless asked otherwise
inline constexpr std::size_t kOpeningLength = 80;      // characters
inline constexpr std::size_t kDeepestResult = 10'000;  // results that paging reaches
inline constexpr std::size_t kMostFacetValues = 20;    // of names; dates are all told
inline constexpr std::size_t kRelatedTerms = 8;        // of an article

// What narrows a search without ranking it.
struct Filters {
  // Whole names in any spelling. Of one kind any will do; keywords are all wanted.
  std::vector<std::string> sources;
  std::vector<std::string> authors;
  std::vector<std::string> keywords;
  // Days of publication on the source's clock, both included. An article without a date has none.
  std::optional<std::chrono::year_month_day> from;
  std::optional<std::chrono::year_month_day> to;

  bool any() const {
    return !sources.empty() || !authors.empty() || !keywords.empty() || from || to;
  }
};

// By date, articles without one come last, and articles of one moment by their score.
enum class Sort { kRelevance, kNewest, kOldest };

// What articles can be counted by.
enum class Facet { kSource, kAuthor, kMonth, kDay, kKeyword };

struct SearchRequest {
  std::string query;     // query_syntax.h says what it may hold; empty: every article, newest first
  std::size_t page = 1;  // from 1
  std::size_t per_page = 10;  // page * per_page at most kDeepestResult
  bool exact = false;         // words of the same folded spelling only
  Filters filters;
  Sort sort = Sort::kRelevance;
  bool collapse = true;                         // near-duplicates are one result, the best of them
  std::vector<Facet> facets;                    // each at most once
  std::size_t snippet_length = kSnippetLength;  // characters
  // Days in which the bonus of a new article halves, or no bonus.
  std::optional<double> freshness;
  std::size_t related = 0;  // how many related terms, at most
};

struct Hit {
  index::Article article;  // without its body
  double score = 0;
  MarkedText title;
  std::string opening;  // the first words of an article without a title, to call it by
  MarkedText snippet;
  std::vector<std::string> matched;  // the words of the query that the article has, as typed
  std::size_t similar = 0;           // near-duplicates that match too and are not shown
};

struct FacetValue {
  std::string value;        // a name as most articles have it, or YYYY-MM, or YYYY-MM-DD
  std::uint64_t count = 0;  // results that a search narrowed to it would have
};

struct FacetCounts {
  Facet facet;
  // Names: most frequent first, at most kMostFacetValues; dates: all, oldest first.
  std::vector<FacetValue> values;
};

struct SearchResults {
  std::uint64_t total = 0;     // results; near-duplicates counted once if they are collapsed
  bool total_is_exact = true;  // else there are at least `total`
  std::vector<Hit> hits;
  std::vector<FacetCounts> facets;        // in the order that was asked for
  std::optional<std::string> suggestion;  // the query as it was probably meant
  std::vector<std::string> related;       // terms, the best first
  std::vector<Note> notes;
  double took_ms = 0;
};

struct HighlightedArticle {
  index::Article article;
  std::string opening;  // as Hit::opening
  MarkedText title;
  MarkedText body;
};

// An article that is like another one.
struct SimilarArticle {
  Hit hit;                         // its snippet is the beginning of its text; nothing is marked
  bool is_near_duplicate = false;  // tells the same story in nearly the same words
};

struct SimilarArticles {
  std::vector<SimilarArticle> articles;  // near-duplicates first, then by likeness
  std::vector<std::string> related;      // terms that tell what the article is about
};

// What may be meant by a query that is being typed.
struct Completion {
  enum class Kind { kWord, kPhrase, kName, kTitle };
  std::string text;  // the whole query, completed
  Kind kind = Kind::kWord;
  std::uint64_t count = 0;  // articles that have it (of kTitle: 1)
};

struct IndexStatus {
  std::uint64_t articles = 0;
  std::string generation;
  std::uint64_t revision = 0;  // raised by each update of the generation
  std::string built_at;        // RFC 3339
  std::string updated_at;      // RFC 3339, or empty
  // Names the state that suggestions, completions and related terms are made from: at times an
  // earlier one than that of the articles. Empty until they can be made.
  std::string knowledge;
};

// What is in the archive.
struct ArchiveOverview {
  std::uint64_t articles = 0;
  // Days of publication between which all articles lie that have a date; nothing if none has one.
  // After deletions they may lie wider than need be.
  std::optional<std::chrono::year_month_day> first_day;
  std::optional<std::chrono::year_month_day> last_day;
};

// An article in its place.
struct RankedArticle {
  std::string id;
  double score = 0;
};

}  // namespace fihrist::search
