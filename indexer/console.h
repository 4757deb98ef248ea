// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What fihrist-index says while it works and when it is done.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "indexer/build.h"
#include "indexer/check.h"
#include "indexer/ingest.h"
#include "indexer/update.h"

namespace fihrist::indexer {

// On a terminal, one line of standard error that is written over: articles, MB/s, time left. In a
// log, a line of the same every kLogInterval, so that short work says nothing.
class ProgressDisplay {
 public:
  explicit ProgressDisplay(bool quiet);
  ~ProgressDisplay() { clear(); }
  ProgressDisplay(const ProgressDisplay&) = delete;
  ProgressDisplay& operator=(const ProgressDisplay&) = delete;

  void update(const Progress& progress);

  // Takes the line away, so that something else can be printed.
  void clear();

  static constexpr std::chrono::seconds kLogInterval{30};

 private:
  std::string describe(const Progress& progress) const;

  bool quiet_;
  bool on_terminal_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point begin_;
  std::chrono::steady_clock::time_point last_;
};

// For people, on standard output.
void print_summary(const BuildSummary& summary, const std::filesystem::path& index);
void print_summary(const UpdateSummary& summary, const std::filesystem::path& index);
void print_report(const CheckReport& report);
void print_statistics(const IndexStatistics& statistics);

// For programs: one JSON object.
std::string to_json(const BuildSummary& summary);
std::string to_json(const UpdateSummary& summary);
std::string to_json(const CheckReport& report);
std::string to_json(const IndexStatistics& statistics);

}  // namespace fihrist::indexer
