// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/access/rate_limiter.h"

#include <doctest/doctest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace fihrist::access;
using std::chrono::milliseconds;
using std::chrono::seconds;

// A clock that a test moves.
struct Hand {
  Clock::time_point at{std::chrono::hours(1)};
  Now now() {
    return [this] { return at; };
  }
};

}  // namespace

TEST_CASE("a bucket empties at once and fills up at an even pace") {
  Hand hand;
  RateLimiter limiter({60, 3}, hand.now());
  CHECK(limiter.window() == 3);
  struct Row {
    int wait_ms;
    bool allowed;
    std::uint32_t left;
    std::uint32_t full_in;
    std::uint32_t retry_in;
  };
  const Row rows[] = {
      {0, true, 2, 1, 0},     {0, true, 1, 2, 0},    {0, true, 0, 3, 0},
      {0, false, 0, 3, 1},    {900, false, 0, 3, 1},  // nothing is used up by what is refused
      {100, true, 0, 3, 0},   {0, false, 0, 3, 1},   {2500, true, 1, 2, 0},
      {60000, true, 2, 1, 0},  // no more than the bucket holds
  };
  for (const Row& row : rows) {
    hand.at += milliseconds(row.wait_ms);
    const Allowance allowance = limiter.take("client");
    CHECK(allowance.allowed == row.allowed);
    CHECK(allowance.left == row.left);
    CHECK(allowance.full_in == row.full_in);
    CHECK(allowance.retry_in == row.retry_in);
  }
  CHECK(limiter.take("another").left == 2);
}

TEST_CASE("looking uses up nothing") {
  Hand hand;
  RateLimiter limiter({60, 1}, hand.now());
  CHECK(limiter.look("client").left == 1);
  CHECK(limiter.look("client").allowed);
  CHECK(limiter.take("client").allowed);
  CHECK_FALSE(limiter.look("client").allowed);
  CHECK(limiter.look("client").retry_in == 1);
  hand.at += seconds(1);
  CHECK(limiter.look("client").allowed);
  CHECK(limiter.clients() == 1);
}

TEST_CASE("the bounds of the settings") {
  Hand hand;
  RateLimiter slow({1, 1}, hand.now());
  CHECK(slow.window() == 60);
  CHECK(slow.take("a").allowed);
  CHECK(slow.take("a").retry_in == 60);
  RateLimiter fast({1'000'000, 1'000'000}, hand.now());
  CHECK(fast.window() == 60);
  for (int i = 0; i < 1000; ++i) fast.take("a");
  CHECK(fast.take("a").left == 1'000'000 - 1001);
  RateLimiter sudden({1, 1'000'000}, hand.now());  // nearly two years in the bucket
  CHECK(sudden.take("a").left == 999'999);
  CHECK(sudden.take("a").full_in == 120);
}

TEST_CASE("who has not asked for longest is forgotten first") {
  Hand hand;
  RateLimiter limiter({1, 1}, hand.now(), 3);
  for (const char* client : {"a", "b", "c"}) CHECK(limiter.take(client).allowed);
  CHECK_FALSE(limiter.take("a").allowed);  // and is the newest now
  CHECK(limiter.take("d").allowed);        // in the place of b
  CHECK(limiter.clients() == 3);
  CHECK_FALSE(limiter.take("a").allowed);
  CHECK(limiter.take("b").allowed);
}

TEST_CASE("many threads get no more than the limit") {
  Hand hand;  // stands still
  RateLimiter limiter({600, 500}, hand.now());
  std::atomic<int> allowed = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 200; ++k) allowed += limiter.take("one").allowed ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(allowed == 500);
}
