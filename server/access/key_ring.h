// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The file of keys as a running daemon knows it: read again when it has changed, so that a new key
// opens and a revoked one no longer does, a second later and without a restart.
#pragma once

#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include "server/access/key_file.h"
#include "server/access/rate_limiter.h"
#include "server/access/report.h"

namespace fihrist::access {

// Safe to use from many threads.
class KeyRing {
 public:
  // An empty path: no keys at all. A file that is not there yet is told to `report`, and lets
  // nobody in. Throws KeyFileError for a file that is there and cannot be used.
  KeyRing(std::filesystem::path path, Report report, Now now = Clock::now);

  // What the file said at most a second ago. When it has become unusable, what it said before,
  // and `report` is told once.
  std::shared_ptr<const Credentials> current();

 private:
  // What changes whenever a file does. The file is looked at by stat() alone, for it is done each
  // second.
  struct State {
    bool exists = false;
    std::array<std::int64_t, 7> marks{};
    bool operator==(const State&) const = default;
  };

  State look() const;
  void read();

  std::filesystem::path path_;
  Report report_;
  Now now_;
  std::mutex mutex_;
  Clock::time_point looked_at_;
  State state_;
  std::shared_ptr<const Credentials> credentials_;
};

}  // namespace fihrist::access
