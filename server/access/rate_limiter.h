// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// How many requests a client may make: a bucket that holds `burst` requests and fills up at an even
// pace. Of each client one moment is kept, when its bucket will be full (the generic cell rate
// algorithm, ITU-T I.371).
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

namespace fihrist::access {

using Clock = std::chrono::steady_clock;
using Now = std::function<Clock::time_point()>;  // tests bring their own

struct Limit {
  std::uint32_t per_minute = 600;  // 1 to 1,000,000
  std::uint32_t burst = 600;       // at once, 1 to 1,000,000
};

// What is left of a limit behind one request. Times are seconds, rounded up.
struct Allowance {
  bool allowed = true;
  std::uint32_t left = 0;
  std::uint32_t full_in = 0;   // until nothing is used up any more
  std::uint32_t retry_in = 0;  // until the next request is allowed; 0 if this one was
};

// Safe to use from many threads.
class RateLimiter {
 public:
  // Some 10 MB at most. Beyond, whoever has not asked for longest is forgotten, and starts anew:
  // who has so many addresses gets by any limit, and must not take the memory as well.
  static constexpr std::size_t kMostClients = 65'536;

  explicit RateLimiter(Limit limit, Now now = Clock::now, std::size_t most_clients = kMostClients);

  // Counts a request of `client`. One that is not allowed uses up nothing.
  Allowance take(const std::string& client);

  // The same without counting it.
  Allowance look(const std::string& client);

  const Limit& limit() const { return limit_; }
  std::uint32_t window() const;  // seconds in which an empty bucket fills up
  std::size_t clients() const;

 private:
  struct Bucket {
    std::string client;
    Clock::time_point full_at;
  };

  Allowance judge(Clock::time_point full_at, Clock::time_point now, bool takes) const;

  Limit limit_;
  Clock::duration pace_;   // that one request takes to come back
  Clock::duration depth_;  // of all that is used up, at most
  Now now_;
  std::size_t most_clients_;
  mutable std::mutex mutex_;
  std::list<Bucket> buckets_;  // who asked last comes first
  std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_client_;
};

}  // namespace fihrist::access
