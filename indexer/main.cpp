// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// fihrist-index: the command line, and nothing else.

#include <xapian.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "arabic/analyzer.h"
#include "arabic/decode.h"
#include "index/errors.h"
#include "index/generations.h"
#include "indexer/build.h"
#include "indexer/check.h"
#include "indexer/console.h"
#include "indexer/ingest.h"
#include "indexer/report.h"
#include "indexer/update.h"

namespace {

namespace fs = std::filesystem;
using namespace fihrist;

// Exit codes, for scripts. CLI11 itself ends with its own codes (100 and up) for a wrong command
// line; they are all turned into kWrongUsage.
constexpr int kDone = 0;          // done, and nothing was wrong
constexpr int kFailed = 1;        // nothing was changed; or `check` found faults
constexpr int kWrongUsage = 2;    // the command line could not be understood
constexpr int kWithProblems = 3;  // done, but part of the input was skipped or repaired

constexpr const char* kExitCodes =
    "Exit code: 0 done; 3 done, but some input was skipped or repaired (each case is told on\n"
    "standard error); 1 nothing was changed, the former index still serves; 2 wrong usage.";

// All that can stand on the command line, of whichever command.
struct Arguments {
  fs::path index;
  std::vector<fs::path> sources;
  std::string map;
  std::string format;
  std::string related = "own";
  fs::path word_lists;
  unsigned threads = std::max(1U, std::thread::hardware_concurrency());
  bool quiet = false;
  std::string summary_json;  // a file, or `-`
  std::vector<std::string> deleted_ids;
  bool prune = false;
  std::string report = "json";
  bool json = false;
  std::string text;
};

void add_word_lists(CLI::App& command, Arguments& arguments) {
  command
      .add_option("--word-lists", arguments.word_lists,
                  "Folder of edited word lists (broken_plurals.tsv, names.txt, variants.tsv,\n"
                  "site_chrome.tsv); a list that it does not have is the built-in one")
      ->type_name("FOLDER");
}

void add_index(CLI::App& command, Arguments& arguments, const char* name, const char* help) {
  command.add_option(name, arguments.index, help)->required()->type_name("INDEX");
}

void add_sources(CLI::App& command, Arguments& arguments, bool required) {
  command
      .add_option(
          "SOURCE", arguments.sources,
          "Files, folders, or - for standard input. Text (.txt), HTML (.html), JSON Lines\n"
          "(.jsonl, .ndjson), RSS, Atom and WordPress exports (.xml, .rss, .atom); each also\n"
          "with .gz or .zst")
      ->required(required);
  command
      .add_option("--map", arguments.map,
                  "What the fields of JSON Lines are called there: body=content,published=date;\n"
                  "inside an object: body=content.rendered")
      ->type_name("FIELD=NAME,…");
  command
      .add_option(
          "--format", arguments.format,
          "Format of files whose name does not tell it, and of standard input; without it,\n"
          "their first bytes do")
      ->check(CLI::IsMember({"text", "html", "jsonl", "feed"}));
  command
      .add_option(
          "--related", arguments.related,
          "An article that is glued to another behind «إقرأ أيضاً»: make it one of its own,\n"
          "or cut it (own)")
      ->check(CLI::IsMember({"own", "cut"}));
  command.add_option("--threads", arguments.threads, "Threads that extract and index (all cores)")
      ->check(CLI::Range(1U, 256U));
  command.add_flag("--quiet", arguments.quiet, "Print problems only: no progress, no summary");
  command
      .add_option("--summary-json", arguments.summary_json,
                  "Write the summary as a JSON object to FILE, or to standard output for -")
      ->type_name("FILE");
  add_word_lists(command, arguments);
}

indexer::IngestOptions ingest_options(const Arguments& arguments,
                                      indexer::ProgressDisplay& progress) {
  indexer::IngestOptions options;
  options.sources = arguments.sources;
  options.format = indexer::format_named(arguments.format);
  options.fields = indexer::parse_field_map(arguments.map);
  options.rules.keep_related = arguments.related == "own";
  if (!arguments.word_lists.empty()) {
    options.rules.chrome = indexer::extract::SiteChrome(arguments.word_lists);
  }
  options.threads = arguments.threads;
  options.on_progress = [&](const indexer::Progress& at) { progress.update(at); };
  options.on_problem = [&](const indexer::Problem& problem) {
    progress.clear();
    std::cerr << "fihrist-index: " << problem.where.describe() << ": " << problem.message << "\n";
  };
  return options;
}

template <typename Summary>
void tell(const Summary& summary, const Arguments& arguments) {
  if (!arguments.quiet && arguments.summary_json != "-") print_summary(summary, arguments.index);
  if (arguments.summary_json.empty()) return;
  const std::string json = to_json(summary) + "\n";
  if (arguments.summary_json == "-") {
    std::cout << json << std::flush;
    return;
  }
  std::ofstream file(arguments.summary_json);
  file << json;
  file.close();
  if (!file) {
    std::cerr << "fihrist-index: the summary cannot be written to " << arguments.summary_json
              << "; all else is done.\n";
  }
}

int cannot_write() {
  std::cerr << "fihrist-index: standard output cannot be written.\n";
  return kFailed;
}

int run_build(const Arguments& arguments, const arabic::Analysis& analysis) {
  indexer::ProgressDisplay progress(arguments.quiet);
  indexer::BuildOptions options;
  options.index = arguments.index;
  options.ingest = ingest_options(arguments, progress);
  options.analysis = analysis;
  options.built_by = "fihrist-index " FIHRIST_VERSION;
  const indexer::BuildSummary summary = indexer::build(options);
  progress.clear();
  tell(summary, arguments);
  if (summary.generation.empty()) {
    std::cerr << "fihrist-index: no article was found; " << arguments.index.string()
              << " is left as it was. `fihrist-index build --help` tells what is read.\n";
    return kFailed;
  }
  return summary.ingest.clean() ? kDone : kWithProblems;
}

int run_update(const Arguments& arguments, const arabic::Analysis& analysis) {
  if (arguments.sources.empty() && arguments.deleted_ids.empty()) {
    std::cerr << "fihrist-index: nothing to do. Name sources to add, or ids with --delete.\n";
    return kWrongUsage;
  }
  if (arguments.prune && arguments.sources.empty()) {
    std::cerr << "fihrist-index: --prune without a source would delete every article. Name the "
                 "sources that have what is to stay.\n";
    return kWrongUsage;
  }
  indexer::ProgressDisplay progress(arguments.quiet);
  indexer::UpdateOptions options;
  options.index = arguments.index;
  options.ingest = ingest_options(arguments, progress);
  options.deleted_ids = arguments.deleted_ids;
  options.prune = arguments.prune;
  options.analysis = analysis;
  const indexer::UpdateSummary summary = indexer::update(options);
  progress.clear();
  for (const std::string& id : summary.unknown_ids) {
    std::cerr << "fihrist-index: no article has the id `" << id << "`; nothing to delete.\n";
  }
  if (summary.prune_refused) {
    std::cerr
        << "fihrist-index: nothing was pruned, because the sources have no article or part of them "
           "could not be read (see above), and what they hold is not known to be gone. Mend "
           "them and run this again.\n";
  }
  tell(summary, arguments);
  return summary.ingest.clean() && summary.unknown_ids.empty() && !summary.prune_refused
             ? kDone
             : kWithProblems;
}

int run_rollback(const Arguments& arguments, const arabic::Analysis& analysis) {
  const std::string left = index::current_generation(arguments.index);
  const std::string current = index::roll_back(arguments.index, analysis.identity);
  std::cout << arguments.index.string() << " is now " << current << "; " << left
            << " stays, and the same command goes back to it." << std::endl;
  return std::cout ? kDone : cannot_write();
}

int run_extract(const Arguments& arguments) {
  indexer::ProgressDisplay progress(arguments.quiet);
  const auto report = arguments.report == "html" ? indexer::html_report(std::cout)
                                                 : indexer::json_report(std::cout);
  const indexer::IngestSummary summary =
      indexer::ingest(ingest_options(arguments, progress),
                      [&](indexer::IngestedArticle&& article) { report->add(article); });
  report->finish(summary);
  progress.clear();
  if (!std::cout) return cannot_write();
  return summary.clean() ? kDone : kWithProblems;
}

int run_check(const Arguments& arguments, const arabic::Analysis& analysis) {
  const indexer::CheckReport report = indexer::check(arguments.index, analysis.identity);
  if (arguments.json) {
    std::cout << to_json(report) << std::endl;
  } else if (!arguments.quiet || !report.faults.empty()) {
    print_report(report);
  }
  if (!std::cout || std::fflush(stdout) != 0) return cannot_write();
  if (report.faults.empty()) return kDone;
  std::cerr << "fihrist-index: the index is damaged. Build it anew: fihrist-index build --out "
            << arguments.index.string() << " SOURCE…\n";
  return kFailed;
}

int run_stats(const Arguments& arguments, const arabic::Analysis& analysis) {
  const indexer::IndexStatistics statistics =
      indexer::statistics(arguments.index, analysis.identity);
  if (arguments.json) {
    std::cout << to_json(statistics) << std::endl;
  } else {
    print_statistics(statistics);
  }
  return std::cout && std::fflush(stdout) == 0 ? kDone : cannot_write();
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

int run_analyze(const Arguments& arguments, const arabic::Analysis& analysis) {
  const arabic::Analyzer analyzer(analysis);
  if (arguments.text != "-") {
    print_analysis(analyzer, arabic::to_valid_utf8(arguments.text));
  } else {
    for (std::string line; std::getline(std::cin, line);) {
      print_analysis(analyzer, arabic::to_valid_utf8(line));
    }
  }
  std::cout.flush();
  return std::cout ? kDone : kFailed;
}

}  // namespace

int main(int argc, char** argv) {
  // A file over the limit of the shell or the system: writing fails, and is told, instead.
  std::signal(SIGXFSZ, SIG_IGN);
  CLI::App app("Builds the search index of Fihrist from a newsroom's articles.");
  app.set_version_flag("--version", "fihrist-index " FIHRIST_VERSION);
  app.require_subcommand(1);
  Arguments arguments;

  CLI::App* build = app.add_subcommand("build", "Build an index from scratch and publish it");
  add_index(*build, arguments, "--out", "Directory of the index; made if it is not there");
  add_sources(*build, arguments, true);
  build->footer(kExitCodes);

  CLI::App* update = app.add_subcommand(
      "update", "Add, replace and delete articles of a published index, while it is served");
  add_index(*update, arguments, "--index", "Directory of the index");
  add_sources(*update, arguments, false);
  update
      ->add_option("--delete", arguments.deleted_ids,
                   "Delete the article of this id, and what was found on its page; may be repeated")
      ->type_name("ID")
      ->allow_extra_args(false);
  update->add_flag("--prune", arguments.prune,
                   "Delete every article that the sources do not have; not done if part of them\n"
                   "cannot be read");
  update->footer(kExitCodes);

  CLI::App* rollback = app.add_subcommand(
      "rollback", "Publish the former generation of an index again, while it is served");
  add_index(*rollback, arguments, "--index", "Directory of the index");
  add_word_lists(*rollback, arguments);
  rollback->footer("Exit code: 0 done; 1 nothing was changed; 2 wrong usage.");

  CLI::App* extract = app.add_subcommand(
      "extract", "Show what would be indexed, and what would be cut and why; changes nothing");
  add_sources(*extract, arguments, true);
  extract
      ->add_option(
          "--report", arguments.report,
          "json: an object a line; html: a page that shows kept and cut text side by side\n"
          "(json)")
      ->check(CLI::IsMember({"json", "html"}));
  extract->footer(kExitCodes);

  CLI::App* check = app.add_subcommand("check", "Check that an index is whole");
  add_index(*check, arguments, "--index", "Directory of the index");
  check->add_flag("--json", arguments.json, "Print a JSON object");
  check->add_flag("--quiet", arguments.quiet, "Print faults only");
  add_word_lists(*check, arguments);
  check->footer("Exit code: 0 whole; 1 damaged, or no index; 2 wrong usage.");

  CLI::App* stats = app.add_subcommand("stats", "Tell what is in an index");
  add_index(*stats, arguments, "--index", "Directory of the index");
  stats->add_flag("--json", arguments.json, "Print a JSON object");
  add_word_lists(*stats, arguments);

  CLI::App* analyze =
      app.add_subcommand("analyze", "Show what becomes of each word of a text, and by which rule");
  analyze->add_option("TEXT", arguments.text, "The text; - reads lines from standard input")
      ->required();
  add_word_lists(*analyze, arguments);
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
    if (extract->parsed()) return run_extract(arguments);
    const arabic::Analysis analysis = arguments.word_lists.empty()
                                          ? arabic::built_in_analysis()
                                          : arabic::load_analysis(arguments.word_lists);
    if (build->parsed()) return run_build(arguments, analysis);
    if (update->parsed()) return run_update(arguments, analysis);
    if (rollback->parsed()) return run_rollback(arguments, analysis);
    if (check->parsed()) return run_check(arguments, analysis);
    if (stats->parsed()) return run_stats(arguments, analysis);
    return run_analyze(arguments, analysis);
  } catch (const std::invalid_argument& error) {
    std::cerr << "fihrist-index: " << error.what() << "\n";
    return kWrongUsage;
  } catch (const Xapian::Error& error) {
    std::cerr
        << "fihrist-index: the index cannot be read or written: " << error.get_description()
        << ". What was published before still serves; `fihrist-index check` tells whether it is "
           "whole.\n";
  } catch (const std::exception& error) {
    std::cerr << "fihrist-index: " << error.what() << "\n";
  }
  return kFailed;
}
