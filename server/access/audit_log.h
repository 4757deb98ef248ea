// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Who searched for what, a line of JSON for each search. Off unless a file is named, for queries
// tell what a person works on.
//
// Promises: no search waits for it. Lines are written by a thread of its own; when that cannot keep
// up, lines are dropped, counted, and the count is written. The file is mode 0600, and is opened
// anew when it has been moved away (logrotate).
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "server/access/report.h"

namespace fihrist::access {

// When: the file cannot be opened. What to do: what() names it and says why.
class AuditLogError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct AuditEntry {
  std::chrono::system_clock::time_point time;
  std::string client;  // as Decision::client
  std::string path;
  std::string query;
  std::vector<std::pair<std::string, std::string>> filters;  // name, value
  std::optional<std::uint64_t> total;  // results; nothing where nothing was searched (304)
  int status = 0;
  double milliseconds = 0;
};

// The line, with its end. Bytes that are no UTF-8 are replaced.
std::string to_line(const AuditEntry& entry);

// Safe to use from many threads.
class AuditLog {
 public:
  static constexpr std::size_t kMostWaiting = 4 << 20;  // bytes of lines that are not written yet

  // Appends to `path`. `report` is told when lines are lost, at most once a minute. Throws
  // AuditLogError.
  AuditLog(std::filesystem::path path, Report report);
  ~AuditLog();  // writes what waits
  AuditLog(const AuditLog&) = delete;
  AuditLog& operator=(const AuditLog&) = delete;

  void append(const AuditEntry& entry);

  // Waits until all that was appended before is in the file, or lost.
  void flush();

 private:
  void write_lines();
  bool write_all(std::string_view text);
  void reopen_if_moved();
  void open();
  void tell_of_loss();

  std::filesystem::path path_;
  Report report_;
  int file_ = -1;
  std::chrono::steady_clock::time_point told_at_{};
  std::chrono::steady_clock::time_point looked_at_{};
  std::uint64_t lost_ = 0;  // of the writing thread, since it was told

  std::mutex mutex_;
  std::condition_variable changed_;
  std::string waiting_;
  std::uint64_t dropped_ = 0;
  bool writing_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace fihrist::access
