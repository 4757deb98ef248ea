// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Judged queries and what a ranking is worth by them, in the formats and with the definitions of
// TREC's evaluator.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace fihrist::relevance {

struct Query {
  std::string id;
  std::string text;
};

// Lines of `id<TAB>text`. Throws std::runtime_error with file and line.
std::vector<Query> read_queries(const std::filesystem::path& path);

// Query id -> article id -> grade (1 or more). Lines of `query 0 article grade`. Throws as above.
using Judgements = std::map<std::string, std::map<std::string, int>>;
Judgements read_judgements(const std::filesystem::path& path);

struct RankedArticle {
  std::string id;
  double score;
};
using Run = std::map<std::string, std::vector<RankedArticle>>;  // by query id, best first

// `qid Q0 docid rank score tag`, as outside evaluators read it.
void write_run(const Run& run, const std::filesystem::path& path);

// Means over all judged queries; one without results counts 0.
struct Measures {
  double ndcg_at_10 = 0;
  double mrr_at_10 = 0;
  double recall_at_100 = 0;
  std::size_t queries = 0;
};
Measures measure(const Run& run, const Judgements& judgements);

}  // namespace fihrist::relevance
