// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What is counted and measured, and the text in which Prometheus reads it.
//
// Promises: every method may be called by any thread; what counts a request takes less than a
// microsecond and no lock but that of a histogram; a label has only values that stand in this room
// or were given to the constructor, so that no client can add one. Names and units go by
// https://prometheus.io/docs/practices/naming/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fihrist::metrics {

// Where a request goes that no route takes.
inline constexpr std::string_view kUnmatched = "unmatched";

struct FinishedRequest {
  std::string_view route;         // a name that the constructor was given; others are kUnmatched
  std::string_view method;        // what is no method of HTTP that we know is told as `other`
  int status = 0;                 // 100 to 599
  std::optional<double> seconds;  // until the answer was handed to the system; if it is known
  std::size_t body_bytes = 0;     // of the answer's content, as sent
};

// Who asked.
enum class Interface { kApi, kPage, kFeed };

struct FinishedSearch {
  Interface interface = Interface::kApi;
  double seconds = 0;
  // Of what the query is made; several may be true.
  bool has_words = false;
  bool has_phrase = false;
  bool has_prefix = false;
  bool has_field = false;
  bool has_exclusion = false;
  bool is_everything = false;  // every article that passes the filters
  // What became of it.
  bool found_nothing = false;
  bool none_has_all = false;
  bool few_have_all = false;
  bool no_phrase = false;
  bool was_corrected = false;
  bool was_cut = false;  // by the time limit
};

// Why a connection or a request was turned away before it was looked at.
enum class Refusal { kConnections, kQueue, kRate };

// The index that is searched now. Moments in seconds since 1970.
struct IndexFigures {
  std::uint64_t documents = 0;
  std::uint64_t generation = 0;
  std::uint64_t revision = 0;
  double built = 0;
  double changed = 0;  // by the build or the last update
};

class Metrics {
 public:
  // `routes` are all that requests will name.
  Metrics(const std::string& version, const std::vector<std::string_view>& routes);
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // A request is in flight from the one to the other.
  void request_began();
  void request_ended();
  // Counts it. Not every request that is counted was in flight: some cannot even be read.
  void count(const FinishedRequest& request);
  void count(const FinishedSearch& search);

  // For whoever accepts connections: those that are open now.
  void set_connections(std::size_t open);
  void count(Refusal reason);
  // For whoever queues: requests that wait for a searcher now.
  void set_searches_waiting(std::size_t waiting);

  // All of it, in Prometheus' text format 0.0.4, with what the process uses now. Without an index
  // only fihrist_index_ready tells of it.
  std::string write(const std::optional<IndexFigures>& index) const;

 private:
  struct Impl;  // keeps prometheus-cpp out of this header
  std::unique_ptr<Impl> impl_;
};

}  // namespace fihrist::metrics
