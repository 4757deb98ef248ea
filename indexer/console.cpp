// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/console.h"

#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace fihrist::indexer {
namespace {

using Json = nlohmann::ordered_json;

double megabytes(std::uint64_t bytes) { return static_cast<double>(bytes) / 1e6; }

double seconds(std::chrono::milliseconds time) {
  return static_cast<double>(time.count()) / 1000.0;
}

std::string format(const char* pattern, auto... values) {
  char text[160];
  std::snprintf(text, sizeof text, pattern, values...);
  return text;
}

std::string describe_time(double left) {
  const long whole = std::lround(left);
  if (whole < 60) return format("%ld s", whole);
  if (whole < 3600) return format("%ld min %02ld s", whole / 60, whole % 60);
  return format("%ld h %02ld min", whole / 3600, whole % 3600 / 60);
}

void print_ingest(const IngestSummary& ingest) {
  std::printf("read     %zu articles from %zu files, %.1f MB\n", ingest.read, ingest.files,
              megabytes(ingest.bytes));
  std::printf("kept     %zu", ingest.kept);
  if (ingest.related > 0) {
    std::printf(", %zu of them found on the page of another", ingest.related);
  }
  std::printf("\nskipped  %zu\n", ingest.read + ingest.related - ingest.kept);
  for (const auto& [kind, count] : ingest.problems) {
    std::printf("         %zu × %s%s\n", count, std::string(name_of(kind)).c_str(),
                is_skipped(kind) ? "" : " (repaired, kept)");
  }
  for (const auto& [encoding, count] : ingest.encodings) {
    if (encoding != "UTF-8") std::printf("encoding %zu articles in %s\n", count, encoding.c_str());
  }
  for (const auto& [ending, count] : ingest.passed_over) {
    std::printf("passed   %zu files in no known format (%s)\n", count, ending.c_str());
  }
}

Json json_of(const IngestSummary& ingest) {
  Json problems = Json::object();
  for (const auto& [kind, count] : ingest.problems) problems[std::string(name_of(kind))] = count;
  return {{"files", ingest.files},         {"bytes", ingest.bytes},
          {"read", ingest.read},           {"kept", ingest.kept},
          {"related", ingest.related},     {"problems", problems},
          {"encodings", ingest.encodings}, {"passed_over", ingest.passed_over}};
}

Json json_of(const index::Stamp& stamp) {
  return {{"schema", stamp.schema},
          {"analysis", stamp.analysis},
          {"unicode", stamp.unicode},
          {"dictionary", stamp.dictionary},
          {"built_by", stamp.built_by},
          {"built_at", stamp.built_at},
          {"updated_at", stamp.updated_at.empty() ? Json(nullptr) : Json(stamp.updated_at)}};
}

void print_stamp(const std::string& generation, const index::Stamp& stamp) {
  std::printf("index    %s, built %s by %s%s%s\n", generation.c_str(), stamp.built_at.c_str(),
              stamp.built_by.c_str(), stamp.updated_at.empty() ? "" : ", updated ",
              stamp.updated_at.c_str());
}

}  // namespace

ProgressDisplay::ProgressDisplay(bool quiet)
    : quiet_(quiet),
      on_terminal_(isatty(STDERR_FILENO) == 1),
      begin_(std::chrono::steady_clock::now()),
      last_(begin_) {}

std::string ProgressDisplay::describe(const Progress& progress) const {
  const double passed =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  std::string text = format("%zu articles", progress.articles);
  if (progress.finishing) return text + ", finishing the index";
  text += format(", %.1f MB/s", megabytes(progress.bytes) / passed);
  if (progress.total_bytes > 0 && progress.bytes > 0) {
    const double done =
        static_cast<double>(progress.bytes) / static_cast<double>(progress.total_bytes);
    text += format(", %.0f %%, ", 100 * done) + describe_time(passed * (1 - done) / done) + " left";
  }
  return text;
}

void ProgressDisplay::update(const Progress& progress) {
  if (quiet_) return;
  const auto now = std::chrono::steady_clock::now();
  if (on_terminal_) {
    if (now - last_ < std::chrono::milliseconds(200) && !progress.finishing) return;
    std::fprintf(stderr, "\r\033[K%s", describe(progress).c_str());
    drawn_ = true;
  } else {
    if (now - last_ < kLogInterval) return;
    std::fprintf(stderr, "%s\n", describe(progress).c_str());
  }
  last_ = now;
}

void ProgressDisplay::clear() {
  if (drawn_) std::fprintf(stderr, "\r\033[K");
  drawn_ = false;
}

void print_summary(const BuildSummary& summary, const std::filesystem::path& index) {
  print_ingest(summary.ingest);
  if (summary.generation.empty()) return;
  std::printf("alike    %zu articles tell a story that another tells in nearly the same words\n",
              summary.ingest.kept - summary.groups);
  std::printf("index    %s, %s, %.1f MB, %.1f s\n", index.c_str(), summary.generation.c_str(),
              megabytes(summary.index_bytes), seconds(summary.took));
}

void print_summary(const UpdateSummary& summary, const std::filesystem::path& index) {
  if (summary.ingest.files > 0) print_ingest(summary.ingest);
  std::printf("added    %zu\nreplaced %zu\nas was   %zu\ndeleted  %zu\n", summary.added,
              summary.replaced, summary.unchanged, summary.deleted);
  std::printf("index    %s, %s, %zu articles, %.1f s\n", index.c_str(), summary.generation.c_str(),
              summary.articles, seconds(summary.took));
}

void print_report(const CheckReport& report) {
  print_stamp(report.generation, report.stamp);
  std::printf("articles %llu\n", static_cast<unsigned long long>(report.articles));
  for (const std::string& note : report.notes) std::printf("note     %s\n", note.c_str());
  for (const std::string& fault : report.faults) std::printf("FAULT    %s\n", fault.c_str());
  if (report.faults.empty()) std::printf("whole    every file and every article\n");
}

void print_statistics(const IndexStatistics& statistics) {
  print_stamp(statistics.generation, statistics.stamp);
  const auto number = [](std::uint64_t value) { return static_cast<unsigned long long>(value); };
  std::printf("articles %llu; with title %llu, author %llu, date %llu; from another's page %llu\n",
              number(statistics.articles), number(statistics.with_title),
              number(statistics.with_author), number(statistics.with_date),
              number(statistics.related));
  std::printf("stories  %llu, those told in nearly the same words counted once\n",
              number(statistics.groups));
  std::printf("size     %.1f MB, %.0f terms an article\n", megabytes(statistics.bytes),
              statistics.average_length);
  if (!statistics.oldest.empty()) {
    std::printf("dates    %s to %s\n", statistics.oldest.c_str(), statistics.newest.c_str());
  }
  for (const auto& [year, count] : statistics.years) {
    std::printf("year     %s  %llu\n", year.c_str(), number(count));
  }
  for (const auto& [language, count] : statistics.languages) {
    std::printf("language %s  %llu\n", language.c_str(), number(count));
  }
  constexpr std::size_t kMost = 20;
  for (std::size_t i = 0; i < statistics.sources.size() && i < kMost; ++i) {
    std::printf("source   %llu  %s\n", number(statistics.sources[i].second),
                statistics.sources[i].first.c_str());
  }
  if (statistics.sources.size() > kMost) {
    std::printf("         and %zu more\n", statistics.sources.size() - kMost);
  }
}

std::string to_json(const BuildSummary& summary) {
  Json json = {{"command", "build"}};
  json.update(json_of(summary.ingest));
  json.update(
      {{"groups", summary.groups},
       {"generation", summary.generation.empty() ? Json(nullptr) : Json(summary.generation)},
       {"index_bytes", summary.index_bytes},
       {"seconds", seconds(summary.took)}});
  return json.dump();
}

std::string to_json(const UpdateSummary& summary) {
  Json json = {{"command", "update"}};
  json.update(json_of(summary.ingest));
  json.update({{"added", summary.added},
               {"replaced", summary.replaced},
               {"unchanged", summary.unchanged},
               {"deleted", summary.deleted},
               {"unknown_ids", summary.unknown_ids},
               {"prune_refused", summary.prune_refused},
               {"articles", summary.articles},
               {"generation", summary.generation},
               {"seconds", seconds(summary.took)}});
  return json.dump();
}

std::string to_json(const CheckReport& report) {
  return Json({{"command", "check"},
               {"generation", report.generation},
               {"stamp", json_of(report.stamp)},
               {"articles", report.articles},
               {"whole", report.faults.empty()},
               {"faults", report.faults},
               {"notes", report.notes}})
      .dump();
}

std::string to_json(const IndexStatistics& statistics) {
  Json sources = Json::array();
  for (const auto& [name, count] : statistics.sources) {
    sources.push_back({{"value", name}, {"count", count}});
  }
  return Json({{"command", "stats"},
               {"generation", statistics.generation},
               {"stamp", json_of(statistics.stamp)},
               {"articles", statistics.articles},
               {"related", statistics.related},
               {"groups", statistics.groups},
               {"with_title", statistics.with_title},
               {"with_author", statistics.with_author},
               {"with_date", statistics.with_date},
               {"average_length", statistics.average_length},
               {"bytes", statistics.bytes},
               {"oldest", statistics.oldest.empty() ? Json(nullptr) : Json(statistics.oldest)},
               {"newest", statistics.newest.empty() ? Json(nullptr) : Json(statistics.newest)},
               {"years", statistics.years},
               {"languages", statistics.languages},
               {"sources", sources}})
      .dump();
}

}  // namespace fihrist::indexer
