// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/access/audit_log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>
#include <system_error>

namespace fihrist::access {
namespace {

constexpr std::chrono::seconds kLookEvery{1};
constexpr std::chrono::minutes kTellEvery{1};

// RFC 3339, UTC, with milliseconds.
std::string to_text(std::chrono::system_clock::time_point time) {
  const auto millis =
      std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
  const std::time_t seconds = millis / 1000;
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 32> day{};
  std::strftime(day.data(), day.size(), "%Y-%m-%dT%H:%M:%S", &parts);
  std::array<char, 8> rest{};
  std::snprintf(rest.data(), rest.size(), ".%03dZ", static_cast<int>(millis % 1000));
  return std::string(day.data()) + rest.data();
}

std::string reason() { return std::generic_category().message(errno); }

}  // namespace

std::string to_line(const AuditEntry& entry) {
  nlohmann::ordered_json line = {{"time", to_text(entry.time)},
                                 {"client", entry.client},
                                 {"path", entry.path},
                                 {"query", entry.query}};
  line["filters"] = nlohmann::ordered_json::object();
  for (const auto& [name, value] : entry.filters) line["filters"][name].push_back(value);
  line["total"] = entry.total ? nlohmann::ordered_json(*entry.total) : nlohmann::ordered_json();
  line["status"] = entry.status;
  line["ms"] = std::round(entry.milliseconds * 10) / 10;
  return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

AuditLog::AuditLog(std::filesystem::path path, Report report)
    : path_(std::move(path)), report_(std::move(report)) {
  open();
  if (file_ < 0) {
    throw AuditLogError("The audit log " + path_.string() + " cannot be opened: " + reason() +
                        ". Make its folder, and let the daemon's user write there.");
  }
  thread_ = std::thread([this] { write_lines(); });
}

AuditLog::~AuditLog() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
  if (file_ >= 0) ::close(file_);
}

void AuditLog::append(const AuditEntry& entry) {
  const std::string line = to_line(entry);
  {
    const std::scoped_lock lock(mutex_);
    if (waiting_.size() + line.size() > kMostWaiting) {
      ++dropped_;
      return;
    }
    waiting_ += line;
  }
  changed_.notify_all();
}

void AuditLog::flush() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return waiting_.empty() && dropped_ == 0 && !writing_; });
}

void AuditLog::open() {
  file_ = ::open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
}

void AuditLog::reopen_if_moved() {
  const auto now = std::chrono::steady_clock::now();
  if (file_ >= 0 && now - looked_at_ < kLookEvery) return;
  looked_at_ = now;
  struct stat there {};
  struct stat open_one {};
  const bool is_same = file_ >= 0 && ::stat(path_.c_str(), &there) == 0 &&
                       ::fstat(file_, &open_one) == 0 && there.st_ino == open_one.st_ino &&
                       there.st_dev == open_one.st_dev;
  if (is_same) return;
  if (file_ >= 0) ::close(file_);
  open();
}

bool AuditLog::write_all(std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = file_ < 0 ? -1 : ::write(file_, text.data(), text.size());
    if (put < 0 && file_ >= 0 && errno == EINTR) continue;
    if (put < 0) {
      lost_ += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
      return false;
    }
    text.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

void AuditLog::tell_of_loss() {
  const auto now = std::chrono::steady_clock::now();
  if (lost_ == 0 || (told_at_.time_since_epoch().count() != 0 && now - told_at_ < kTellEvery)) {
    return;
  }
  told_at_ = now;
  report_(Weight::kWarning, "The audit log " + path_.string() + " has lost " +
                                std::to_string(lost_) +
                                " lines: the disk is full, too slow or not to be written to.");
  lost_ = 0;
}

void AuditLog::write_lines() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || !waiting_.empty() || dropped_ > 0; });
    if (waiting_.empty() && dropped_ == 0) return;
    std::string lines;
    lines.swap(waiting_);
    const std::uint64_t dropped = std::exchange(dropped_, 0);
    writing_ = true;
    lock.unlock();
    reopen_if_moved();
    if (dropped > 0) lines += "{\"dropped\":" + std::to_string(dropped) + "}\n";
    lost_ += dropped;
    write_all(lines);
    tell_of_loss();
    lock.lock();
    writing_ = false;
    changed_.notify_all();
  }
}

}  // namespace fihrist::access
