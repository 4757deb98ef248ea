// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What single steps take: analysis, extraction, the snippet of a hit, a query. Run by
// run-benchmarks, or alone with the flags of Google Benchmark. Environment variables name other
// material than our own samples:
//   FIHRIST_BENCH_SOURCE   articles, as fihrist-index takes them
//   FIHRIST_BENCH_QUERIES  lines of id<TAB>text
//   FIHRIST_BENCH_INDEX    an index; without it one is built of the articles

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "arabic/analyzer.h"
#include "indexer/build.h"
#include "indexer/extract/extraction.h"
#include "indexer/sources/files.h"
#include "indexer/sources/reader.h"
#include "server/search/query.h"
#include "server/search/searcher.h"
#include "server/search/snippet.h"
#include "tests/relevance/measures.h"
#include "tests/temporary_folder.h"

namespace {

using namespace fihrist;
namespace fs = std::filesystem;

// As many articles are worked on: more words than any cache of the processor holds.
constexpr std::size_t kMostArticles = 2000;

// Empty if the variable is not set.
fs::path path_in(const char* variable) {
  const char* value = std::getenv(variable);
  return value == nullptr ? fs::path() : fs::path(value);
}
fs::path path_in(const char* variable, const char* sample) {
  const fs::path path = path_in(variable);
  return path.empty() ? fs::path(FIHRIST_SOURCE_DIR) / sample : path;
}
fs::path source() { return path_in("FIHRIST_BENCH_SOURCE", "tests/corpus"); }

// The story as a page of the web has it, with about as much around it as newspapers have.
std::string make_page(const index::Article& article) {
  std::string page =
      "<!DOCTYPE html><html lang=\"ar\" dir=\"rtl\"><head><meta charset=\"utf-8\"><title>" +
      article.title + "</title><meta property=\"og:title\" content=\"" + article.title +
      "\"><meta property=\"article:published_time\" content=\"2025-04-23T10:00:00Z\">"
      "<script>var page = {kind: 'article'};</script><style>body { margin: 0 }</style></head><body>"
      "<nav><ul>";
  for (int i = 0; i < 40; ++i) {
    page += "<li><a href=\"/section/" + std::to_string(i) + "\">قسم</a></li>";
  }
  page += "</ul></nav><main><article class=\"post\"><h1>" + article.title +
          "</h1><div class=\"entry-content\">";
  for (std::size_t begin = 0; begin < article.body.size();) {
    const std::size_t end = std::min(article.body.find('\n', begin), article.body.size());
    page += "<p>" + article.body.substr(begin, end - begin) + "</p>\n";
    begin = end + 1;
  }
  page += "</div><div class=\"share\"><a href=\"#\">شارك</a></div></article><aside><ul>";
  for (int i = 0; i < 30; ++i) {
    page += "<li><a href=\"/story/" + std::to_string(i) + "\">" + article.title + "</a></li>";
  }
  return page + "</ul></aside></main><footer>جميع الحقوق محفوظة</footer></body></html>";
}

// What is worked on: read once, before any time is taken.
struct Material {
  std::vector<indexer::RawArticle> raw;  // as the sources have them
  std::vector<index::Article> articles;  // extracted
  std::vector<indexer::RawArticle> pages;
  std::size_t words = 0;  // of all bodies
  std::string each_word;  // of them, once
  std::size_t different_words = 0;
  std::vector<relevance::Query> queries;

  Material() {
    const auto problems = [](const indexer::Problem&) {};
    for (const auto& file : indexer::find_source_files({source()}, {}, problems).files) {
      if (raw.size() >= kMostArticles) break;
      const auto take = [&](indexer::RawArticle&& article) {
        if (raw.size() < kMostArticles) raw.push_back(std::move(article));
      };
      indexer::read_articles(file, {}, take, problems);
    }
    const indexer::extract::ExtractionRules rules;
    const arabic::Analyzer analyzer;
    std::unordered_set<std::string> met;
    for (const auto& one : raw) {
      articles.push_back(indexer::extract::extract_article(one.stated, one.markup, rules).article);
      pages.emplace_back();
      pages.back().stated.id = one.stated.id;
      pages.back().stated.body = make_page(articles.back());
      const std::string& body = articles.back().body;
      for (const arabic::Token& token : analyzer.tokenize(body)) {
        ++words;
        if (!met.insert(token.exact).second) continue;
        each_word += body.substr(token.range.begin, token.range.end - token.range.begin) + "\n";
      }
    }
    different_words = met.size();
    queries =
        relevance::read_queries(path_in("FIHRIST_BENCH_QUERIES", "tests/relevance/queries.tsv"));
    if (articles.empty()) throw std::runtime_error(source().string() + ": no article in it");
    if (queries.empty()) throw std::runtime_error("no query in FIHRIST_BENCH_QUERIES");
  }
};

const Material& material() {
  static const Material kMaterial;
  return kMaterial;
}

const std::shared_ptr<const search::Vocabulary>& vocabulary() {
  static const auto kVocabulary = search::Vocabulary::load({});
  return kVocabulary;
}

void count(benchmark::State& state, std::size_t items) {
  state.SetItemsProcessed(static_cast<std::int64_t>(items));
}

// Most words of an archive have been met before.
void meet_all_words(const arabic::Analyzer& analyzer) {
  for (const index::Article& article : material().articles) analyzer.analyze(article.body);
}

// Running text, as an indexer meets it.
void analyze_running_text(benchmark::State& state) {
  const arabic::Analyzer analyzer;
  meet_all_words(analyzer);
  std::size_t words = 0;
  for (auto round : state) {
    for (const index::Article& article : material().articles) {
      benchmark::DoNotOptimize(analyzer.analyze(article.body));
    }
    words += material().words;
  }
  count(state, words);
}
BENCHMARK(analyze_running_text)->Unit(benchmark::kMillisecond);

// The same words by an analyzer that has met none of them: each is folded and stemmed.
void analyze_new_words(benchmark::State& state) {
  std::size_t words = 0;
  for (auto round : state) {
    const arabic::Analyzer analyzer;
    benchmark::DoNotOptimize(analyzer.analyze(material().each_word));
    words += material().different_words;
  }
  count(state, words);
}
BENCHMARK(analyze_new_words)->Unit(benchmark::kMillisecond);

// As the server reads the body of a hit where it wants no stems.
void tokenize_running_text(benchmark::State& state) {
  const arabic::Analyzer analyzer;
  meet_all_words(analyzer);
  std::size_t words = 0;
  for (auto round : state) {
    for (const index::Article& article : material().articles) {
      benchmark::DoNotOptimize(analyzer.tokenize(article.body));
    }
    words += material().words;
  }
  count(state, words);
}
BENCHMARK(tokenize_running_text)->Unit(benchmark::kMillisecond);

// An iteration is an article, each in turn.
void extract(benchmark::State& state, const std::vector<indexer::RawArticle>& raw,
             std::optional<indexer::extract::Markup> markup) {
  const indexer::extract::ExtractionRules rules;
  std::size_t next = 0;
  std::size_t bytes = 0;
  for (auto round : state) {
    const indexer::RawArticle& one = raw[next++ % raw.size()];
    benchmark::DoNotOptimize(
        indexer::extract::extract_article(one.stated, markup.value_or(one.markup), rules));
    bytes += one.stated.body.size();
  }
  count(state, next);
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
void extract_as_it_comes(benchmark::State& state) { extract(state, material().raw, {}); }
BENCHMARK(extract_as_it_comes)->Unit(benchmark::kMicrosecond);
void extract_html_page(benchmark::State& state) {
  extract(state, material().pages, indexer::extract::Markup::kPage);
}
BENCHMARK(extract_html_page)->Unit(benchmark::kMicrosecond);

// The snippet of one hit, from its stored text on: an iteration is an article, asked for three of
// its own words.
void cut_one_snippet(benchmark::State& state) {
  const arabic::Analyzer analyzer;
  const auto& articles = material().articles;
  std::vector<search::ParsedQuery> queries;
  for (const index::Article& article : articles) {
    const auto tokens = analyzer.tokenize(article.body);
    std::string text;
    for (std::size_t i = 1; i <= 3 && !tokens.empty(); ++i) {
      text += tokens[(tokens.size() - 1) * i / 4].exact + " ";
    }
    queries.push_back(search::parse_query(text, *vocabulary(), analyzer));
  }
  std::size_t next = 0;
  for (auto round : state) {
    const std::size_t i = next++ % articles.size();
    const search::WordMatcher matcher(queries[i]);
    const std::vector<double> weights(queries[i].words.size(), 1.0);
    const auto& tokens = analyzer.view(articles[i].body);
    const search::MatchedWords words = matcher.match(tokens);
    benchmark::DoNotOptimize(
        search::cut_snippet({articles[i].body, tokens, words}, weights, search::kSnippetLength));
  }
  count(state, next);
}
BENCHMARK(cut_one_snippet)->Unit(benchmark::kMicrosecond);

void parse_one_query(benchmark::State& state) {
  const arabic::Analyzer analyzer(vocabulary()->analysis());
  std::size_t next = 0;
  for (auto round : state) {
    const std::string& text = material().queries[next++ % material().queries.size()].text;
    benchmark::DoNotOptimize(search::parse_query(text, *vocabulary(), analyzer));
  }
  count(state, next);
}
BENCHMARK(parse_one_query)->Unit(benchmark::kMicrosecond);

// The first ten of an index; bench_pages tells more of it, over larger ones.
void rank_one_query(benchmark::State& state) {
  static const test::TemporaryFolder kFolder;
  static const fs::path kIndex = [] {
    fs::path given = path_in("FIHRIST_BENCH_INDEX");
    if (!given.empty()) return given;
    indexer::BuildOptions options;
    options.index = kFolder.path() / "index";
    options.ingest.sources = {source()};
    options.built_by = "microbenchmarks";
    indexer::build(options);
    return options.index;
  }();
  search::Searcher searcher(kIndex, vocabulary(),
                            std::make_shared<search::KnowledgeKeeper>(kIndex, vocabulary()));
  std::size_t next = 0;
  for (auto round : state) {
    search::SearchRequest request;
    request.query = material().queries[next++ % material().queries.size()].text;
    benchmark::DoNotOptimize(searcher.rank(request));
  }
  count(state, next);
}
BENCHMARK(rank_one_query)->Unit(benchmark::kMicrosecond);

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  try {
    material();
    benchmark::RunSpecifiedBenchmarks();
  } catch (const std::exception& error) {
    std::cerr << "microbenchmarks: " << error.what() << "\n";
    return 1;
  }
  benchmark::Shutdown();
  return 0;
}
