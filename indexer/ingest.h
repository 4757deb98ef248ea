// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Sources in, extracted articles out: what `build`, `update` and `extract` have in common.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "indexer/extract/extraction.h"
#include "indexer/near_duplicates.h"
#include "indexer/sources/files.h"
#include "indexer/sources/problem.h"
#include "indexer/sources/reader.h"

namespace fihrist::indexer {

struct Progress {
  std::size_t articles = 0;       // handed on so far
  std::uint64_t bytes = 0;        // of the source files read, as they are on disk
  std::uint64_t total_bytes = 0;  // of all source files; 0 if a source is standard input
  bool finishing = false;         // all are read: the index is being completed
};

struct IngestOptions {
  std::vector<std::filesystem::path> sources;
  std::optional<Format> format;  // of sources whose name does not tell it
  FieldMap fields;               // of JSON Lines
  extract::ExtractionRules rules;
  unsigned threads = 1;  // that extract
  ProblemSink on_problem = [](const Problem&) {};
  std::function<void(const Progress&)> on_progress = [](const Progress&) {};  // after each article
};

struct IngestSummary {
  std::size_t files = 0;
  std::uint64_t bytes = 0;                         // read from disk
  std::size_t read = 0;                            // articles found, handed on or not
  std::size_t kept = 0;                            // articles handed on
  std::size_t related = 0;                         // of them, found on the page of another
  std::map<ProblemKind, std::size_t> problems;     // how many of each
  std::map<std::string, std::size_t> passed_over;  // files in no known format, by ending
  std::map<std::string, std::size_t> encodings;    // articles by the encoding of their file

  bool clean() const { return problems.empty(); }
};

// What a display is told once all is read.
Progress finishing(const IngestSummary& summary);

// One article: with an id, with a title or a body, and the first of its id.
struct IngestedArticle {
  extract::Extraction extraction;  // its `related` have been handed on as articles of their own
  Location where;
  std::string encoding;
  std::optional<Signature> signature;  // near_duplicates.h
};

// Reads all sources and hands their articles on, in their order, on the thread of the caller; the
// articles between are extracted on `threads` others. Memory is bounded: some megabytes of articles
// are in the works at any time. What is wrong with some of the input is told and counted, and never
// ends the run. Throws std::runtime_error if a source does not exist.
IngestSummary ingest(const IngestOptions& options,
                     const std::function<void(IngestedArticle&&)>& sink);

}  // namespace fihrist::indexer
