// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// relevance: how good the answers are, by judged queries. See README.md beside this file.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "tests/relevance/engine.h"

namespace {

using namespace fihrist;
namespace fs = std::filesystem;

struct Setup {
  arabic::StemmerParts parts;
  search::Ranking ranking;
};

// One step of analysis or ranking switched off.
struct Step {
  const char* name;
  const char* index;  // steps of one index share it; nullptr: the full one
  void (*switch_off)(Setup& setup);
};

constexpr Step kSteps[] = {
    {"nothing", nullptr, [](Setup&) {}},
    {"dictionary (cuts by table only)", "dictionary", [](Setup& s) { s.parts.dictionary = false; }},
    {"verbs", "verbs", [](Setup& s) { s.parts.verbs = false; }},
    {"verbal nouns", "verbal_nouns", [](Setup& s) { s.parts.verbal_nouns = false; }},
    {"broken plurals", "broken_plurals", [](Setup& s) { s.parts.broken_plurals = false; }},
    {"feminine", "feminine", [](Setup& s) { s.parts.feminine = false; }},
    {"nisba", "nisba", [](Setup& s) { s.parts.nisba = false; }},
    {"spelling variants", "spellings", [](Setup& s) { s.parts.spellings = false; }},
    {"exact form beside the stem", nullptr, [](Setup& s) { s.ranking.exact_weight = 0; }},
    {"length normalisation 0.9 (0.75 instead)", nullptr, [](Setup& s) { s.ranking.b = 0.75; }},
    {"closeness", nullptr, [](Setup& s) { s.ranking.closeness_weight = 0; }},
    {"stop words weighed down", nullptr, [](Setup& s) { s.ranking.stop_word_weight = 1; }},
    {"synonyms", nullptr, [](Setup& s) { s.ranking.synonym_weight = 0; }},
    {"all words first in short queries", nullptr, [](Setup& s) { s.ranking.short_query = 0; }},
};

void print(const std::string& name, const relevance::Measures& measures) {
  std::printf("nDCG@10 %.4f   MRR@10 %.4f   recall@100 %.4f   %s\n", measures.ndcg_at_10,
              measures.mrr_at_10, measures.recall_at_100, name.c_str());
  std::fflush(stdout);
}

// KEY=VALUE over the ranking's numbers, for experiments.
void set(Setup& setup, const std::string& assignment) {
  const std::map<std::string, double*> numbers = {
      {"k1", &setup.ranking.k1},
      {"b", &setup.ranking.b},
      {"least_length", &setup.ranking.least_length},
      {"exact_weight", &setup.ranking.exact_weight},
      {"stop_word_weight", &setup.ranking.stop_word_weight},
      {"synonym_weight", &setup.ranking.synonym_weight},
      {"closeness_weight", &setup.ranking.closeness_weight},
  };
  const std::size_t equals = assignment.find('=');
  const auto number = numbers.find(assignment.substr(0, equals));
  if (equals == std::string::npos || number == numbers.end()) {
    std::string known;
    for (const auto& [name, value] : numbers) known += " " + name;
    throw std::runtime_error("--set wants NAME=NUMBER; known:" + known);
  }
  *number->second = std::stod(assignment.substr(equals + 1));
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Measures the answers of Fihrist by judged queries.");
  std::vector<fs::path> sources;
  fs::path index;
  fs::path queries_path;
  fs::path judgements_path;
  fs::path run_path;
  std::vector<std::string> settings;
  bool each_step = false;
  app.add_option("SOURCE", sources, "Articles, as fihrist-index takes them")->required();
  app.add_option("--index", index, "Folder for indexes; one that is there is used again")
      ->required();
  app.add_option("--queries", queries_path, "Lines of id<TAB>text")->required();
  app.add_option("--qrels", judgements_path, "Lines of `query 0 article grade`")->required();
  app.add_option("--run", run_path, "Write a TREC run file of the full set-up");
  app.add_option("--set", settings, "NAME=NUMBER of the ranking, for experiments");
  std::string only;
  app.add_option("--without", only,
                 "Only with the step of this name (or its beginning) switched off");
  app.add_flag("--each-step", each_step, "Also with each step switched off alone");
  CLI11_PARSE(app, argc, argv);
  try {
    const auto queries = relevance::read_queries(queries_path);
    const auto judgements = relevance::read_judgements(judgements_path);
    for (const Step& step : kSteps) {
      if (!only.empty() && !std::string(step.name).starts_with(only)) continue;
      Setup setup;
      for (const std::string& setting : settings) set(setup, setting);
      step.switch_off(setup);
      const fs::path of_step = index / (step.index == nullptr ? "full" : step.index);
      fs::create_directories(index);
      relevance::build_index(sources, of_step, setup.parts);
      const relevance::Run run = relevance::ask(of_step, queries, setup.parts, setup.ranking);
      print(step.name == std::string("nothing") ? "full" : "without " + std::string(step.name),
            relevance::measure(run, judgements));
      if ((&step == &kSteps[0] || !only.empty()) && !run_path.empty())
        relevance::write_run(run, run_path);
      if (!each_step || !only.empty()) break;
    }
  } catch (const std::exception& error) {
    std::cerr << "relevance: " << error.what() << "\n";
    return 1;
  }
  return 0;
}
