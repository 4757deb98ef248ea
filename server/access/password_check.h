// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Checks passwords without letting anyone who sends wrong ones have the processor: Argon2id takes a
// tenth of a second and 64 MiB, and a browser sends the password with each request.
//
// So a password that was right is remembered, as a keyed hash whose key lives and dies with the
// process; at most two are checked at a time, with few waiting; and each address has few failures a
// minute.
#pragma once

#include <sodium.h>

#include <array>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <unordered_set>

#include "server/access/key_file.h"
#include "server/access/rate_limiter.h"

namespace fihrist::access {

inline constexpr Limit kFailures{10, 10};  // of an address

enum class PasswordAnswer { kRight, kWrong, kTooMany };

// Safe to use from many threads.
class PasswordCheck {
 public:
  static constexpr std::size_t kMostRemembered = 1024;  // some 100 KB
  static constexpr int kMostAtOnce = 2;
  static constexpr int kMostWaiting = 4;

  explicit PasswordCheck(Now now = Clock::now);

  // kTooMany: not checked, because of the failures of `address` or because too many are being
  // checked. A name that is unknown takes as long as a wrong password. Throws std::bad_alloc.
  PasswordAnswer check(const Credentials& credentials, const std::string& user,
                       const std::string& password, const std::string& address);

  // Seconds until `address` may fail again.
  std::uint32_t retry_in(const std::string& address);

 private:
  std::string digest(const std::string& user, const std::string& hash,
                     const std::string& password) const;
  bool is_remembered(const std::string& digest);
  void remember(const std::string& digest);
  bool enter();
  void leave();

  std::array<unsigned char, crypto_generichash_KEYBYTES> secret_{};
  RateLimiter failures_;
  std::mutex mutex_;
  std::condition_variable room_;
  int running_ = 0;
  int waiting_ = 0;
  std::unordered_set<std::string> remembered_;
  std::deque<std::string> in_order_;  // the oldest first
};

}  // namespace fihrist::access
