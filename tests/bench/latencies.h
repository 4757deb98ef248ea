// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Times of single queries, and what is told of them.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <numeric>
#include <string>
#include <vector>

namespace fihrist::bench {

using Clock = std::chrono::steady_clock;

inline double milliseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

class Latencies {
 public:
  void add(double milliseconds) { milliseconds_.push_back(milliseconds); }

  bool empty() const { return milliseconds_.empty(); }
  double sum() const { return std::accumulate(milliseconds_.begin(), milliseconds_.end(), 0.0); }

  // Without any: zeros. A percentile is the value at the place share * count of the sorted times,
  // and no mean of neighbours.
  nlohmann::json summary() const {
    std::vector<double> sorted = milliseconds_;
    std::sort(sorted.begin(), sorted.end());
    const auto at = [&](double share) {
      if (sorted.empty()) return 0.0;
      const auto place = static_cast<std::size_t>(share * static_cast<double>(sorted.size()));
      return sorted[std::min(place, sorted.size() - 1)];
    };
    const double count = static_cast<double>(sorted.size());
    return {{"count", sorted.size()}, {"mean_ms", sorted.empty() ? 0.0 : sum() / count},
            {"p50_ms", at(0.50)},     {"p90_ms", at(0.90)},
            {"p99_ms", at(0.99)},     {"max_ms", at(1.0)}};
  }

 private:
  std::vector<double> milliseconds_;
};

// A row for people: what summary() and a rate say of one kind of work.
inline void print_head(const char* rate) {
  std::printf("%-34s %8s %8s %8s %8s %8s %9s  (ms; %s)\n", "", "mean", "p50", "p90", "p99", "max",
              "rate", rate);
}
inline void print_row(const std::string& name, const nlohmann::json& row) {
  const auto value = [&](const char* key) { return row.at(key).get<double>(); };
  std::printf("%-34s %8.3f %8.3f %8.3f %8.3f %8.3f %9.1f\n", name.c_str(), value("mean_ms"),
              value("p50_ms"), value("p90_ms"), value("p99_ms"), value("max_ms"), value("rate"));
}

}  // namespace fihrist::bench
