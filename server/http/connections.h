// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The connections that are served at a time, each by a thread of its own.
//
// Why threads: the HTTP library reads and answers a request in one call that blocks. A thread that
// waits for its client costs some kilobytes and no time, so that a thousand idle or slow clients do
// not keep one that asks from being answered; how many may search at the same time is another
// number (SearcherPool).
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <list>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "server/http/connection.h"
#include "server/metrics/metrics.h"

namespace fihrist::http {

class Connections {
 public:
  using Serve = std::function<void(Connection&)>;

  // At most `most` at a time. `serve` answers the requests of a connection until it ends, and
  // throws nothing. `metrics` are told how many there are; they must outlive this.
  Connections(std::size_t most, const Timeouts& timeouts, metrics::Metrics& metrics, Serve serve);
  ~Connections();  // drains, without patience
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  // Serves `socket` on a thread of its own. When there are as many as there may be, the one gives
  // way whose client is idle the longest, or else lets us wait for its request the longest, or else
  // for taking its answer. When all are being answered, the new one is told so (503), and closed.
  void admit(FileDescriptor socket);

  // Makes room where the kernel has no more descriptors: as above. False if all are being answered.
  bool make_room();

  // Whether so many are served that one should not be kept after its answer.
  bool is_crowded() const;

  // Idle ones end at once, others with their answer; those that take longer than `patience` are
  // cut. No connection may be admitted any more.
  void drain(std::chrono::milliseconds patience);

  bool is_draining() const;
  std::size_t count() const;

 private:
  struct Served {
    Served(FileDescriptor socket, const Timeouts& timeouts)
        : connection(std::move(socket), timeouts) {}

    Connection connection;
    bool gives_way = false;
    std::thread thread;
  };
  using Place = std::list<Served>::iterator;

  void run(Place place);
  void join_ended();

  const std::size_t most_;
  const Timeouts timeouts_;
  metrics::Metrics& metrics_;
  const Serve serve_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::list<Served> served_;        // this and what follows: guarded by mutex_
  std::size_t giving_way_ = 0;      // of those served
  std::vector<std::thread> ended_;  // of those that are served no more, to be joined
  bool is_draining_ = false;
};

}  // namespace fihrist::http
