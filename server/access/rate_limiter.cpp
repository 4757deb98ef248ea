// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/access/rate_limiter.h"

#include <algorithm>
#include <utility>

namespace fihrist::access {
namespace {

std::uint32_t seconds_up(Clock::duration time) {
  return static_cast<std::uint32_t>(std::chrono::ceil<std::chrono::seconds>(time).count());
}

}  // namespace

RateLimiter::RateLimiter(Limit limit, Now now, std::size_t most_clients)
    : limit_(limit),
      pace_(std::chrono::duration_cast<Clock::duration>(std::chrono::minutes(1)) /
            limit.per_minute),
      depth_(pace_ * limit.burst),
      now_(std::move(now)),
      most_clients_(most_clients) {}

Allowance RateLimiter::judge(Clock::time_point full_at, Clock::time_point now, bool takes) const {
  const Clock::time_point after = std::max(full_at, now) + (takes ? pace_ : Clock::duration(0));
  Allowance allowance;
  allowance.allowed = after - now <= depth_;
  const Clock::duration used = (allowance.allowed ? after : full_at) - now;
  allowance.left = static_cast<std::uint32_t>((depth_ - used) / pace_);
  allowance.full_in = seconds_up(used);
  if (!allowance.allowed) allowance.retry_in = std::max(1U, seconds_up(after - now - depth_));
  return allowance;
}

Allowance RateLimiter::take(const std::string& client) {
  const Clock::time_point now = now_();
  const std::scoped_lock lock(mutex_);
  auto found = by_client_.find(client);
  if (found == by_client_.end()) {
    if (buckets_.size() >= most_clients_) {
      by_client_.erase(buckets_.back().client);
      buckets_.pop_back();
    }
    buckets_.push_front({client, now});
    found = by_client_.emplace(buckets_.front().client, buckets_.begin()).first;
  } else {
    buckets_.splice(buckets_.begin(), buckets_, found->second);
  }
  Bucket& bucket = *found->second;
  const Allowance allowance = judge(bucket.full_at, now, true);
  if (allowance.allowed) bucket.full_at = std::max(bucket.full_at, now) + pace_;
  return allowance;
}

Allowance RateLimiter::look(const std::string& client) {
  const Clock::time_point now = now_();
  const std::scoped_lock lock(mutex_);
  const auto found = by_client_.find(client);
  Allowance allowance = judge(found == by_client_.end() ? now : found->second->full_at, now, true);
  if (allowance.allowed) ++allowance.left;
  return allowance;
}

std::uint32_t RateLimiter::window() const { return std::max(1U, seconds_up(depth_)); }

std::size_t RateLimiter::clients() const {
  const std::scoped_lock lock(mutex_);
  return buckets_.size();
}

}  // namespace fihrist::access
