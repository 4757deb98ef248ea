// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// bench_pages: how long a page of results takes in process, without HTTP. See README.md beside
// this file.

#include <xapian.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "index/generations.h"
#include "index/schema.h"
#include "server/search/searcher.h"
#include "tests/bench/latencies.h"
#include "tests/relevance/measures.h"

namespace {

using namespace fihrist;
using Json = nlohmann::json;
namespace fs = std::filesystem;

const std::map<std::string, search::Facet> kFacets = {{"source", search::Facet::kSource},
                                                      {"author", search::Facet::kAuthor},
                                                      {"month", search::Facet::kMonth},
                                                      {"day", search::Facet::kDay},
                                                      {"keyword", search::Facet::kKeyword}};

// What one thread works with: nothing of Xapian is shared between threads.
struct Bench {
  search::Searcher searcher;
  index::OpenIndex open;  // for what goes by the searcher
  arabic::Analyzer analyzer;
};

// One kind of work for a query. Returns how many articles came out.
struct Mode {
  const char* key;
  const char* shown;
  std::function<std::size_t(Bench&, const std::string&)> answer;
};

// The engine's own limit: the stems of the query, any of them, in Xapian's BM25, and no more.
std::size_t match_by_xapian_alone(Bench& bench, const std::string& text) {
  std::set<std::string> terms;
  for (const arabic::Token& token : bench.analyzer.analyze(text)) {
    terms.insert(index::make_term(index::kStemPrefix, token.stem));
  }
  Xapian::Enquire enquire(bench.open.database);
  enquire.set_weighting_scheme(Xapian::BM25Weight());
  enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
  return enquire.get_mset(0, 10).size();
}

// `only` empty: all; what Xapian does is apart.
std::vector<Mode> make_modes(const std::vector<search::Facet>& facets, bool raw,
                             const std::vector<std::string>& only) {
  std::vector<Mode> modes = {
      {"matching", "matching only",
       [](Bench& bench, const std::string& text) {
         search::SearchRequest request;
         request.query = text;
         return bench.searcher.rank(request).size();
       }},
      {"page", "page of ten, snippets",
       [](Bench& bench, const std::string& text) {
         search::SearchRequest request;
         request.query = text;
         return bench.searcher.search(request).hits.size();
       }},
      {"page_with_facets", "page of ten, snippets and facets",
       [facets](Bench& bench, const std::string& text) {
         search::SearchRequest request;
         request.query = text;
         request.facets = facets;
         return bench.searcher.search(request).hits.size();
       }},
  };
  if (!only.empty()) {
    std::erase_if(modes, [&](const Mode& mode) {
      return std::find(only.begin(), only.end(), mode.key) == only.end();
    });
  }
  if (raw) modes.push_back({"xapian", "Xapian alone: OR of stems, BM25", match_by_xapian_alone});
  return modes;
}

class Pages {
 public:
  Pages(const fs::path& index, const std::vector<relevance::Query>& queries, std::size_t passes)
      : index_(index),
        vocabulary_(search::Vocabulary::load({})),
        knowledge_(std::make_shared<search::KnowledgeKeeper>(index, vocabulary_)),
        queries_(queries),
        passes_(passes) {}

  std::unique_ptr<Bench> make_bench() const {
    const arabic::Analysis& analysis = vocabulary_->analysis();
    // Not std::make_unique, which cannot make aggregates.
    return std::unique_ptr<Bench>(new Bench{search::Searcher(index_, vocabulary_, knowledge_),
                                            index::open_index(index_, analysis.identity),
                                            arabic::Analyzer(analysis)});
  }

  // Suggestions need it, and it is made in the background: on a machine of few cores that would
  // be measured too.
  void wait_for_knowledge(const Bench& bench) const {
    if (!knowledge_->get(bench.open, std::chrono::minutes(10))) {
      throw std::runtime_error(index_.string() + ": what is made of its words was not ready in " +
                               "ten minutes");
    }
  }

  // Each mode once over all queries, then `passes` times. Modes take turns, so that what else the
  // machine does meets all of them alike.
  Json run_alone(Bench& bench, const std::vector<Mode>& modes) const {
    std::vector<bench::Latencies> latencies(modes.size());
    for (std::size_t pass = 0; pass <= passes_; ++pass) {
      for (std::size_t i = 0; i < modes.size(); ++i) {
        std::size_t articles = 0;
        for (const relevance::Query& query : queries_) {
          const auto begin = bench::Clock::now();
          articles += modes[i].answer(bench, query.text);
          if (pass > 0) latencies[i].add(bench::milliseconds_since(begin));
        }
        if (articles == 0) {
          throw std::runtime_error("no query found anything: are INDEX and QUERIES of one kind?");
        }
      }
    }
    Json rows;
    for (std::size_t i = 0; i < modes.size(); ++i) {
      Json& row = rows[modes[i].key] = latencies[i].summary();
      row["rate"] = row["count"].get<double>() / (latencies[i].sum() / 1000);
    }
    return rows;
  }

  // Queries a second that `threads` answer together, each beginning elsewhere in the list, after
  // one pass to warm up.
  double rate_of_threads(const Mode& mode, std::size_t threads) const {
    std::vector<std::unique_ptr<Bench>> benches;
    for (std::size_t i = 0; i < threads; ++i) benches.push_back(make_bench());
    const auto answer_all = [&](std::size_t passes) {
      std::vector<std::thread> pool;
      for (std::size_t i = 0; i < threads; ++i) {
        pool.emplace_back([&, i] {
          const std::size_t first = i * queries_.size() / threads;
          for (std::size_t n = 0; n < passes * queries_.size(); ++n) {
            mode.answer(*benches[i], queries_[(first + n) % queries_.size()].text);
          }
        });
      }
      for (std::thread& thread : pool) thread.join();
    };
    answer_all(1);
    const auto begin = bench::Clock::now();
    answer_all(passes_);
    const double answers = static_cast<double>(threads * passes_ * queries_.size());
    return answers / (bench::milliseconds_since(begin) / 1000);
  }

 private:
  fs::path index_;
  std::shared_ptr<const search::Vocabulary> vocabulary_;
  std::shared_ptr<search::KnowledgeKeeper> knowledge_;
  const std::vector<relevance::Query>& queries_;
  std::size_t passes_;
};

// How many different words, and stems, the index has: the growth of a vocabulary.
Json count_terms(const Xapian::Database& database) {
  const auto count = [&](std::string_view prefix, auto&& counts) {
    std::size_t number = 0;
    const std::string begin(prefix);
    for (auto term = database.allterms_begin(begin); term != database.allterms_end(begin); ++term) {
      if (counts(*term)) ++number;
    }
    return number;
  };
  // Prefixes begin with a capital letter; exact forms have none, and are folded.
  return {{"stems", count(index::kStemPrefix, [](const std::string&) { return true; })},
          {"exact_forms", count("", [](const std::string& term) {
             return term.empty() || term[0] < 'A' || term[0] > 'Z';
           })}};
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Measures what answering takes in process, on one thread.");
  fs::path index;
  fs::path queries_path;
  std::vector<std::string> facet_names = {"source", "author", "month", "keyword"};
  std::size_t limit = 0;
  std::size_t passes = 3;
  std::size_t threads = 1;
  std::vector<std::string> only;
  bool raw = false;
  bool terms = false;
  fs::path json_path;
  app.add_option("INDEX", index, "An index of fihrist-index")->required();
  app.add_option("QUERIES", queries_path, "Lines of id<TAB>text")->required();
  app.add_option("--facets", facet_names, "What to count by, with commas between")
      ->delimiter(',')
      ->check(CLI::IsMember(kFacets));
  app.add_option("--limit", limit, "Only the first so many queries; 0: all");
  app.add_option("--passes", passes, "How often all queries are asked, after one pass to warm up")
      ->check(CLI::Range(1, 1000));
  app.add_option("--threads", threads, "Also the rate of so many threads, a searcher each")
      ->check(CLI::Range(1, 256));
  app.add_option("--only", only, "Kinds of work, by their keys in the output of --json")
      ->delimiter(',')
      ->check(CLI::IsMember({"matching", "page", "page_with_facets"}));
  app.add_flag("--raw", raw, "Also what Xapian alone takes to match the stems");
  app.add_flag("--count-terms", terms, "Also how many different words the index has");
  app.add_option("--json", json_path, "Write the figures to this file as well");
  CLI11_PARSE(app, argc, argv);
  try {
    auto queries = relevance::read_queries(queries_path);
    if (limit > 0 && queries.size() > limit) queries.resize(limit);
    if (queries.empty()) throw std::runtime_error(queries_path.string() + ": no query in it");
    std::vector<search::Facet> facets;
    facets.reserve(facet_names.size());
    for (const std::string& name : facet_names) facets.push_back(kFacets.at(name));

    const Pages pages(index, queries, passes);
    const auto modes = make_modes(facets, raw, only);
    const auto bench = pages.make_bench();
    pages.wait_for_knowledge(*bench);
    Json figures = {{"articles", bench->open.database.get_doccount()},
                    {"average_length", bench->open.database.get_avlength()},
                    {"queries", queries.size()},
                    {"passes", passes},
                    {"threads", threads},
                    {"facets", facet_names},
                    {"modes", pages.run_alone(*bench, modes)}};
    if (terms) figures["terms"] = count_terms(bench->open.database);

    std::printf("%u articles, %zu queries, %zu passes\n", bench->open.database.get_doccount(),
                queries.size(), passes);
    bench::print_head("queries a second, one thread");
    for (const Mode& mode : modes) {
      Json& row = figures["modes"][mode.key];
      bench::print_row(mode.shown, row);
      if (threads == 1) continue;
      row["rate_of_threads"] = pages.rate_of_threads(mode, threads);
      std::printf("%-34s %54.1f\n", ("  by " + std::to_string(threads) + " threads").c_str(),
                  row["rate_of_threads"].get<double>());
    }
    if (terms) {
      std::printf("%s stems, %s exact forms\n", figures["terms"]["stems"].dump().c_str(),
                  figures["terms"]["exact_forms"].dump().c_str());
    }
    if (!json_path.empty()) {
      std::ofstream file(json_path);
      file << figures.dump(1) << "\n";
      file.close();
      if (!file) throw std::runtime_error(json_path.string() + ": cannot be written (--json)");
    }
  } catch (const Xapian::Error& error) {
    std::cerr << "bench_pages: " << index.string() << ": " << error.get_description() << "\n";
    return 1;
  } catch (const std::exception& error) {
    std::cerr << "bench_pages: " << error.what() << "\n";
    return 1;
  }
  return 0;
}
