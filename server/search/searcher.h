// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Ranked search over an index. Knows Xapian; knows no HTTP and no JSON.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "arabic/analyzer.h"
#include "index/generations.h"
#include "server/search/archive_knowledge.h"
#include "server/search/index_memory.h"
#include "server/search/ranker.h"
#include "server/search/ranking.h"
#include "server/search/request.h"
#include "server/search/time_limit.h"
#include "server/search/vocabulary.h"

namespace fihrist::search {

struct SearcherOptions {
  // A query that takes longer is answered with what was seen until then, and a note.
  std::chrono::milliseconds time_limit{2000};
  Ranking ranking;
  // What is kept of posting lists, for all searchers of a pool together.
  std::size_t posting_bytes = kPostingCacheBytes;
};

// One index, opened by one thread at a time. A new generation or an update is picked up within
// kRecheck.
class Searcher {
 public:
  // `knowledge` is of the same index and vocabulary.
  Searcher(std::filesystem::path index, std::shared_ptr<const Vocabulary> vocabulary,
           std::shared_ptr<KnowledgeKeeper> knowledge, SearcherOptions options = {});

  // All throw index::IndexError while there is nothing to search: no index, another program's, or a
  // damaged one.
  SearchResults search(const SearchRequest& request);

  // Ids and scores of the same hits, without what is shown of them: for evaluation.
  std::vector<RankedArticle> rank(const SearchRequest& request);

  // Articles like the one of the id, at most `most`; nothing if no article has it.
  std::optional<SimilarArticles> find_similar(const std::string& id, std::size_t most);

  // What `typed` may become, at most `most`.
  std::vector<Completion> complete(const std::string& typed, std::size_t most);

  // Nothing if no article has the id. With an empty query nothing is marked.
  std::optional<HighlightedArticle> find_article(const std::string& id, const std::string& query);

  // What the analysis makes of each word of `text`.
  std::vector<arabic::ExplainedToken> analyze(const std::string& text) const;

  ArchiveOverview overview();

  // Of what would be searched now: a search that follows sees the same state or a later one. Takes
  // less than a microsecond, but for the look at the index once in kRecheck.
  IndexStatus status();

  static constexpr std::chrono::milliseconds kRecheck{1000};

 private:
  // Opens the index, or what comes after the state that is open: a new generation, or an update.
  // What cannot be opened, or is not in memory yet, leaves the former state serving.
  void refresh(bool at_once);
  void open_anew();

  // Runs `work` on an open index; once more on a fresh one if it was changed or removed under it.
  template <typename Work>
  auto with_index(Work work);

  RankedPage rank_open(const SearchRequest& request, const std::string& query, TimeLimit& limit);
  SearchResults search_open(const SearchRequest& request);
  std::optional<std::string> suggest(const std::string& query, const ParsedQuery& parsed);
  std::vector<std::string> relate(const RankedPage& page, std::size_t most);

  std::filesystem::path path_;
  std::shared_ptr<const Vocabulary> vocabulary_;
  std::shared_ptr<KnowledgeKeeper> knowledge_;
  SearcherOptions options_;
  arabic::Analyzer analyzer_;
  std::optional<index::OpenIndex> open_;
  std::shared_ptr<IndexMemory> memory_;                // of the state that is open
  std::chrono::steady_clock::time_point next_look_{};  // at the index
};

}  // namespace fihrist::search
