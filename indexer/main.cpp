// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// fihrist-index: the command line, and nothing else.

#include <unistd.h>
#include <xapian.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <exception>
#include <iostream>
#include <thread>

#include "arabic/analyzer.h"
#include "arabic/decode.h"
#include "index/errors.h"
#include "indexer/build.h"

namespace {

using namespace fihrist;

// Exit codes, for scripts. CLI11 itself ends with its own codes (100 and up) for a wrong command
// line; they are all turned into kWrongUsage.
constexpr int kDone = 0;          // published, and nothing was wrong
constexpr int kFailed = 1;        // nothing was published; the former index still serves
constexpr int kWrongUsage = 2;    // the command line could not be understood
constexpr int kWithProblems = 3;  // published, but part of the input was skipped or repaired

// One line that is written over on a terminal; silent in a log.
class ProgressLine {
 public:
  explicit ProgressLine(bool quiet) : shown_(!quiet && isatty(STDERR_FILENO) == 1) {}
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void update(const indexer::Progress& progress) {
    const auto now = std::chrono::steady_clock::now();
    if (!shown_ || (now - last_ < std::chrono::milliseconds(200) && !progress.merging)) return;
    last_ = now;
    const double done = progress.total_bytes == 0 ? 0.0
                                                  : 100.0 * static_cast<double>(progress.bytes) /
                                                        static_cast<double>(progress.total_bytes);
    std::fprintf(stderr, "\r\033[K%zu articles, %.0f %%%s", progress.articles, done,
                 progress.merging ? ", merging" : "");
    drawn_ = true;
  }

  void clear() {
    if (drawn_) std::fprintf(stderr, "\r\033[K");
    drawn_ = false;
  }

 private:
  bool shown_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point last_;
};

double megabytes(std::uint64_t bytes) { return static_cast<double>(bytes) / 1e6; }

void print_summary(const indexer::BuildSummary& summary, const std::filesystem::path& index) {
  std::printf("read     %zu articles from %zu files, %.1f MB\n", summary.read, summary.files,
              megabytes(summary.bytes));
  std::printf("kept     %zu\n", summary.kept);
  std::printf("skipped  %zu\n", summary.read - summary.kept);
  for (const auto& [kind, count] : summary.problems) {
    std::printf("         %zu × %s%s\n", count, std::string(indexer::name_of(kind)).c_str(),
                indexer::is_skipped(kind) ? "" : " (repaired, kept)");
  }
  for (const auto& [ending, count] : summary.passed_over) {
    std::printf("passed   %zu files in no known format (%s)\n", count, ending.c_str());
  }
  if (summary.generation.empty()) return;
  std::printf("index    %s, %s, %.1f MB, %.1f s\n", index.c_str(), summary.generation.c_str(),
              megabytes(summary.index_bytes), static_cast<double>(summary.took.count()) / 1000.0);
}

// A line for each word, its fields parted by tabs: as written, folded, stem, and the steps that led
// there.
void print_analysis(const arabic::Analyzer& analyzer, const std::string& text) {
  for (const arabic::ExplainedToken& explained : analyzer.explain(text)) {
    const arabic::ByteRange range = explained.token.range;
    std::cout << text.substr(range.begin, range.end - range.begin) << '\t' << explained.token.exact
              << '\t' << explained.token.stem << '\t';
    const char* separator = "";
    for (const arabic::Step& step : explained.steps) {
      std::cout << separator << arabic::rule_name(step.rule) << ':'
                << arabic::to_utf8(step.letters);
      separator = " ";
    }
    std::cout << '\n';
  }
}

int run_analyze(const arabic::Analysis& analysis, const std::string& text) {
  const arabic::Analyzer analyzer(analysis);
  if (text != "-") {
    print_analysis(analyzer, arabic::to_valid_utf8(text));
  } else {
    for (std::string line; std::getline(std::cin, line);) {
      print_analysis(analyzer, arabic::to_valid_utf8(line));
    }
  }
  std::cout.flush();
  return std::cout ? kDone : kFailed;
}

int run_build(indexer::BuildOptions& options, bool quiet) {
  ProgressLine progress(quiet);
  options.on_progress = [&](const indexer::Progress& at) { progress.update(at); };
  options.on_problem = [&](const indexer::Problem& problem) {
    progress.clear();
    std::cerr << "fihrist-index: " << problem.where.describe() << ": " << problem.message << "\n";
  };
  options.threads = std::max(1U, std::thread::hardware_concurrency());
  options.built_by = "fihrist-index " FIHRIST_VERSION;

  const indexer::BuildSummary summary = indexer::build(options);
  progress.clear();
  if (!quiet) print_summary(summary, options.index);
  if (summary.generation.empty()) {
    std::cerr << "fihrist-index: no article was found; " << options.index.string()
              << " is left as it was. Name files or folders with .txt or .jsonl articles.\n";
    return kFailed;
  }
  return summary.clean() ? kDone : kWithProblems;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Builds the search index of Fihrist from a newsroom's articles.");
  app.set_version_flag("--version", "fihrist-index " FIHRIST_VERSION);
  app.require_subcommand(1);

  std::filesystem::path index;
  std::vector<std::filesystem::path> sources;
  bool quiet = false;
  std::filesystem::path word_lists;  // of either command
  CLI::App* build = app.add_subcommand("build", "Build an index from scratch and publish it");
  build->add_option("--out", index, "Directory of the index; made if it is not there")
      ->required()
      ->type_name("INDEX");
  build->add_option("SOURCE", sources, "Files or folders: .txt, .jsonl, .ndjson; also .gz, .zst")
      ->required();
  build
      ->add_option("--word-lists", word_lists,
                   "Folder of edited word lists (broken_plurals.tsv, names.txt, variants.tsv); a\n"
                   "list that it does not have is the built-in one")
      ->type_name("FOLDER");
  build->add_flag("--quiet", quiet, "Print problems only: no progress, no summary");
  build->footer(
      "Exit code: 0 published; 3 published, but some input was skipped or repaired (each case is\n"
      "told on standard error); 1 nothing published, the former index still serves; 2 wrong "
      "usage.");

  std::string text;
  CLI::App* analyze =
      app.add_subcommand("analyze", "Show what becomes of each word of a text, and by which rule");
  analyze->add_option("TEXT", text, "The text; - reads lines from standard input")->required();
  analyze->add_option("--word-lists", word_lists, "Folder of edited word lists, as for build")
      ->type_name("FOLDER");
  analyze->footer(
      "A line for each word, fields parted by tabs: as written, folded, stem, and the steps that "
      "led\n"
      "there as rule:letters.");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kWrongUsage;
  }
  try {
    const arabic::Analysis analysis =
        word_lists.empty() ? arabic::built_in_analysis() : arabic::load_analysis(word_lists);
    if (analyze->parsed()) return run_analyze(analysis, text);
    indexer::BuildOptions options;
    options.index = index;
    options.sources = sources;
    options.analysis = analysis;
    return run_build(options, quiet);
  } catch (const Xapian::Error& error) {
    std::cerr << "fihrist-index: the index cannot be written: " << error.get_description()
              << ". The former index, if there was one, is untouched.\n";
  } catch (const std::exception& error) {
    std::cerr << "fihrist-index: " << error.what() << "\n";
  }
  return kFailed;
}
