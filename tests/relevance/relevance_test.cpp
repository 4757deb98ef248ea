// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The answers to our own judged queries over the sample articles, as a guard against regressions,
// and the measures themselves. The larger sets are measured by the program `relevance` (README.md).
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/relevance/engine.h"
#include "tests/relevance/measures.h"
#include "tests/temporary_folder.h"

namespace fihrist::relevance {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

const fs::path kHere = fs::path(FIHRIST_SOURCE_DIR) / "tests" / "relevance";
const fs::path kCorpus = fs::path(FIHRIST_SOURCE_DIR) / "tests" / "corpus";

TEST_CASE("the sample articles answer our judged queries") {
  const TemporaryFolder folder;
  build_index({kCorpus}, folder.path() / "index", {});
  const std::vector<Query> queries = read_queries(kHere / "queries.tsv");
  const Judgements judgements = read_judgements(kHere / "qrels.tsv");
  CHECK(queries.size() == 60);
  CHECK(judgements.size() == queries.size());

  const Run run = ask(folder.path() / "index", queries, {}, {});
  const Measures measures = measure(run, judgements);
  INFO("nDCG@10 ", measures.ndcg_at_10, ", MRR@10 ", measures.mrr_at_10, ", recall@100 ",
       measures.recall_at_100);
  // What was reached when the set was made, less one query of sixty.
  CHECK(measures.ndcg_at_10 > 0.945);
  CHECK(measures.mrr_at_10 > 0.945);
  CHECK(measures.recall_at_100 > 0.95);

  SUBCASE("a run file holds the run, in TREC's format") {
    const fs::path path = folder.path() / "run.trec";
    write_run(run, path);
    std::ifstream file(path);
    std::string query;
    std::string unused;
    std::string article;
    std::string tag;
    std::size_t rank = 0;
    double score = 0;
    double former = 0;
    std::size_t lines = 0;
    while (file >> query >> unused >> article >> rank >> score >> tag) {
      ++lines;
      REQUIRE(run.contains(query));
      REQUIRE(rank >= 1);
      REQUIRE(rank <= run.at(query).size());
      CHECK(run.at(query)[rank - 1].id == article);
      CHECK(unused == "Q0");
      CHECK((rank == 1 || score <= former));
      former = score;
    }
    std::size_t expected = 0;
    for (const auto& [id, articles] : run) expected += articles.size();
    CHECK(lines == expected);
  }
}

TEST_CASE("the measures are those of TREC's evaluator") {
  const Judgements judgements = {{"q1", {{"a", 2}, {"b", 1}}}, {"q2", {{"c", 1}}}};
  // By hand: q1 has b first and a third, of an ideal a, b; q2 has nothing.
  const Run run = {{"q1", {{"b", 3.0}, {"x", 2.0}, {"a", 1.0}}}};
  const Measures measures = measure(run, judgements);
  const double dcg = 1.0 + 2.0 / 2.0;          // log2(2) = 1, log2(4) = 2
  const double ideal = 2.0 + 1.0 / 1.5849625;  // log2(3)
  CHECK(measures.queries == 2);
  CHECK(measures.ndcg_at_10 == doctest::Approx(dcg / ideal / 2));
  CHECK(measures.mrr_at_10 == doctest::Approx(0.5));
  CHECK(measures.recall_at_100 == doctest::Approx(0.5));
}

TEST_CASE("files that cannot be read are told by file and line") {
  const TemporaryFolder folder;
  const auto message_of = [](const auto& work) {
    try {
      work();
    } catch (const std::runtime_error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  const fs::path queries = folder.write("queries.tsv", "q1\tسؤال\nq2 بلا فاصل\n");
  const fs::path judgements = folder.write("qrels.tsv", "q1 0 a 1\nq1 a\n");
  CHECK(message_of([&] { read_queries(queries); }).find("queries.tsv:2: ") != std::string::npos);
  CHECK(message_of([&] { read_judgements(judgements); }).find("qrels.tsv:2: ") !=
        std::string::npos);
  CHECK(message_of([&] { read_queries(folder.path() / "none"); }).find("cannot be read") !=
        std::string::npos);
}

}  // namespace
}  // namespace fihrist::relevance
