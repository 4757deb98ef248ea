// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "tests/relevance/engine.h"

#include <memory>
#include <stdexcept>
#include <thread>

#include "index/errors.h"
#include "index/generations.h"
#include "indexer/build.h"
#include "server/search/searcher.h"

namespace fihrist::relevance {

void build_index(const std::vector<std::filesystem::path>& sources,
                 const std::filesystem::path& index_folder, arabic::StemmerParts parts) {
  indexer::BuildOptions options;
  options.analysis = arabic::load_analysis({}, parts);
  try {
    index::open_index(index_folder, options.analysis.identity);
    return;
  } catch (const index::IndexError&) {
    // There is none yet, or it was built with other rules.
  }
  options.index = index_folder;
  options.ingest.sources = sources;
  options.ingest.threads = std::max(1U, std::thread::hardware_concurrency());
  options.built_by = "relevance";
  if (indexer::build(options).ingest.kept == 0) throw std::runtime_error("no article was indexed");
}

Run ask(const std::filesystem::path& index, const std::vector<Query>& queries,
        arabic::StemmerParts parts, const search::Ranking& ranking) {
  const auto vocabulary = search::Vocabulary::load({}, parts);
  search::SearcherOptions options;
  options.ranking = ranking;
  search::Searcher searcher(index, vocabulary,
                            std::make_shared<search::KnowledgeKeeper>(index, vocabulary), options);
  Run run;
  for (const Query& query : queries) {
    search::SearchRequest request;
    request.query = query.text;
    request.per_page = 100;
    request.collapse = false;  // near-duplicates are judged each for itself
    for (const search::RankedArticle& article : searcher.rank(request)) {
      run[query.id].push_back({article.id, article.score});
    }
  }
  return run;
}

}  // namespace fihrist::relevance
