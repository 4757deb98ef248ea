// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/searcher.h"

#include <xapian.h>

#include <algorithm>
#include <utility>

#include "index/errors.h"
#include "index/schema.h"
#include "index/stored_article.h"
#include "server/search/facet_counts.h"
#include "server/search/hits.h"
#include "server/search/period.h"
#include "server/search/query.h"
#include "server/search/related_terms.h"
#include "server/search/similar.h"
#include "server/search/snippet.h"
#include "server/search/word_matcher.h"

namespace fihrist::search {
namespace {

// A word whose stem more articles have is a word, whatever the spelling of this one.
constexpr Xapian::doccount kRareWord = 20;

// How long a search waits for the memory of a new state before it goes on with the former one, and
// when it looks again then.
constexpr std::chrono::milliseconds kMemoryPatience{50};
constexpr std::chrono::milliseconds kLookAgain{50};

// How long a search waits for suggestions, and a completion for its words, right after the start.
constexpr std::chrono::milliseconds kSuggestionPatience{100};
constexpr std::chrono::milliseconds kCompletionPatience{2000};

// The document of an id, or 0.
Xapian::docid find_document(const Xapian::Database& database, const std::string& id) {
  const std::string term = index::make_term(index::kIdPrefix, id);
  const Xapian::PostingIterator found = database.postlist_begin(term);
  return found == database.postlist_end(term) ? 0 : *found;
}

// Whether the analysis has read a word as a form of one that it knows.
bool is_known_form(const arabic::Analyzer& analyzer, const std::string& word) {
  for (const arabic::ExplainedToken& token : analyzer.explain(word)) {
    for (const arabic::Step& step : token.steps) {
      if (step.rule == arabic::Rule::kUnknown) return false;
    }
  }
  return true;
}

std::string title_of(const Xapian::Database& database, Xapian::docid document) {
  return database.get_document(document).get_value(index::kTitleSlot);
}

}  // namespace

Searcher::Searcher(std::filesystem::path index, std::shared_ptr<const Vocabulary> vocabulary,
                   std::shared_ptr<KnowledgeKeeper> knowledge, SearcherOptions options)
    : path_(std::move(index)),
      vocabulary_(std::move(vocabulary)),
      knowledge_(std::move(knowledge)),
      options_(options),
      analyzer_(vocabulary_->analysis()) {}

void Searcher::refresh(bool at_once) {
  const auto now = std::chrono::steady_clock::now();
  if (open_ && !at_once && now < next_look_) return;
  next_look_ = now + kRecheck;
  if (!open_ || at_once) return open_anew();
  try {
    // What is open serves until the memory of what comes next is made.
    index::OpenIndex fresh = index::open_index(path_, vocabulary_->analysis().identity);
    if (fresh.generation == open_->generation &&
        fresh.database.get_revision() == open_->database.get_revision()) {
      return;
    }
    auto memory = knowledge_->memory_within(fresh, kMemoryPatience);
    if (memory == nullptr) {
      next_look_ = now + kLookAgain;
      return;
    }
    memory_ = std::move(memory);
    open_ = std::move(fresh);
  } catch (const index::IndexError&) {  // what is open serves on
  } catch (const Xapian::Error&) {      // so it does, for what is broken is not open
  }
}

void Searcher::open_anew() {
  index::OpenIndex fresh = index::open_index(path_, vocabulary_->analysis().identity);
  memory_ = knowledge_->memory(fresh);
  open_ = std::move(fresh);
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

RankedPage Searcher::rank_open(const SearchRequest& request, const std::string& query,
                               TimeLimit& limit) {
  ParsedQuery parsed = parse_query(query, *vocabulary_, analyzer_, request.exact);
  if (query.find_first_not_of(" \t\r\n") == std::string::npos) {
    parsed.everything = true;
    parsed.notes.clear();
  }
  return search::rank(request, std::move(parsed), open_->database, *memory_, analyzer_,
                      options_.ranking, limit);
}

SearchResults Searcher::search_open(const SearchRequest& request) {
  TimeLimit limit{std::chrono::steady_clock::now() + options_.time_limit};
  RankedPage page = rank_open(request, request.query, limit);
  SearchResults results;
  if (!request.exact) results.suggestion = suggest(request.query, page.query);
  if (results.suggestion && page.total == 0 && page.total_is_exact) {
    page = rank_open(request, *results.suggestion, limit);
    page.notes.insert(page.notes.begin(), {Note::Kind::kCorrected, *results.suggestion});
  }
  results.notes = std::move(page.notes);
  results.total = page.total;
  results.total_is_exact = page.total_is_exact;
  results.hits = make_hits(page, request, open_->database, analyzer_);
  results.facets = count_facets(page.matches, memory_->columns, request.facets);
  if (request.related > 0) results.related = relate(page, request.related);
  return results;
}

// The query with each word that nobody writes so replaced by the one that was probably meant.
std::optional<std::string> Searcher::suggest(const std::string& query, const ParsedQuery& parsed) {
  std::string suggestion;
  std::size_t done = 0;
  std::shared_ptr<const ArchiveKnowledge> knowledge;
  for (const QueryWord& word : parsed.words) {
    if (word.is_stop_word || word.is_prefix) continue;
    const std::string stem = index::make_term(index::kStemPrefix, word.stem);
    if (memory_->postings.get(open_->database, stem)->size() > kRareWord) continue;
    if (!knowledge) knowledge = knowledge_->get(*open_, kSuggestionPatience);
    if (!knowledge) return std::nullopt;
    const auto correction = knowledge->spelling.correct(
        word.exact, open_->database.get_termfreq(word.exact), is_known_form(analyzer_, word.text));
    if (!correction) continue;
    suggestion.append(query, done, word.range.begin - done).append(correction->spelled);
    done = word.range.end;
  }
  if (done == 0) return std::nullopt;
  return suggestion.append(query, done);
}

std::vector<std::string> Searcher::relate(const RankedPage& page, std::size_t most) {
  const auto knowledge = knowledge_->get(*open_, kSuggestionPatience);
  if (!knowledge || page.articles.empty()) return {};
  std::vector<std::string> titles;
  for (const Match& match : page.matches.best) {
    if (titles.size() == kTitlesForRelated) break;
    titles.push_back(title_of(open_->database, match.document));
  }
  std::vector<std::string> words;
  for (const QueryWord& word : page.query.words) words.push_back(word.exact);
  return related_terms(titles, words, knowledge->words, knowledge->articles, *vocabulary_,
                       analyzer_, most);
}

std::vector<RankedArticle> Searcher::rank(const SearchRequest& request) {
  return with_index([&] {
    TimeLimit limit{std::chrono::steady_clock::now() + options_.time_limit};
    std::vector<RankedArticle> articles;
    for (const Ranked& ranked : rank_open(request, request.query, limit).articles) {
      const std::string data = open_->database.get_document(ranked.document).get_data();
      articles.push_back({index::load_article(data).id, ranked.score});
    }
    return articles;
  });
}

std::optional<SimilarArticles> Searcher::find_similar(const std::string& id, std::size_t most) {
  return with_index([&]() -> std::optional<SimilarArticles> {
    const Xapian::Database& database = open_->database;
    const Xapian::docid document = find_document(database, id);
    if (document == 0) return std::nullopt;
    TimeLimit limit{std::chrono::steady_clock::now() + options_.time_limit};
    const Likeness likeness =
        search::find_similar(document, most, database, *memory_, options_.ranking, limit);
    SimilarArticles similar;
    std::vector<std::string> titles{title_of(database, document)};
    for (const bool is_near_duplicate : {true, false}) {
      for (const Ranked& one : is_near_duplicate ? likeness.near_duplicates : likeness.similar) {
        similar.articles.push_back(
            {make_plain_hit(one, kSnippetLength, database, analyzer_), is_near_duplicate});
        if (!is_near_duplicate) titles.push_back(similar.articles.back().hit.article.title);
      }
    }
    if (const auto knowledge = knowledge_->get(*open_, kSuggestionPatience)) {
      similar.related = related_terms(titles, {}, knowledge->words, knowledge->articles,
                                      *vocabulary_, analyzer_, kRelatedTerms);
    }
    return similar;
  });
}

std::vector<Completion> Searcher::complete(const std::string& typed, std::size_t most) {
  return with_index([&]() -> std::vector<Completion> {
    const auto knowledge = knowledge_->get(*open_, kCompletionPatience);
    if (!knowledge) return {};
    return knowledge->completions.complete(typed, most, analyzer_);
  });
}

std::optional<HighlightedArticle> Searcher::find_article(const std::string& id,
                                                         const std::string& query) {
  return with_index([&]() -> std::optional<HighlightedArticle> {
    const Xapian::docid document = find_document(open_->database, id);
    if (document == 0) return std::nullopt;
    HighlightedArticle highlighted;
    highlighted.article = index::load_article(open_->database.get_document(document).get_data());
    const WordMatcher matcher(parse_query(query, *vocabulary_, analyzer_));
    const index::Article& article = highlighted.article;
    const auto& title_tokens = analyzer_.view(article.title);
    highlighted.title = highlight({article.title, title_tokens, matcher.match(title_tokens)});
    const auto& body_tokens = analyzer_.view(article.body);
    highlighted.body = highlight({article.body, body_tokens, matcher.match(body_tokens)});
    highlighted.opening = opening_of(article, body_tokens);
    return highlighted;
  });
}

std::vector<arabic::ExplainedToken> Searcher::analyze(const std::string& text) const {
  return analyzer_.explain(text);
}

ArchiveOverview Searcher::overview() {
  return with_index([&] {
    const Xapian::Database& database = open_->database;
    ArchiveOverview overview;
    overview.articles = database.get_doccount();
    const auto day_of = [](const std::string& slot) -> std::optional<std::chrono::year_month_day> {
      if (slot.size() != 8) return std::nullopt;
      const auto period =
          parse_period(slot.substr(0, 4) + "-" + slot.substr(4, 2) + "-" + slot.substr(6, 2));
      return period ? period->from : std::nullopt;
    };
    overview.first_day = day_of(database.get_value_lower_bound(index::kDaySlot));
    overview.last_day = day_of(database.get_value_upper_bound(index::kDaySlot));
    return overview;
  });
}

IndexStatus Searcher::status() {
  return with_index([&] {
    return IndexStatus{open_->database.get_doccount(), open_->generation,
                       open_->database.get_revision(), open_->stamp.built_at,
                       open_->stamp.updated_at,        knowledge_->state()};
  });
}

}  // namespace fihrist::search
