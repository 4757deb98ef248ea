// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/connections.h"

#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <system_error>

#include "server/http/refusal.h"

namespace fihrist::http {
namespace {

// A client that takes its answer is not in anyone's way before.
constexpr std::chrono::seconds kFairTime{2};

constexpr std::chrono::milliseconds kDrainStep{20};

void refuse(const FileDescriptor& socket) {
  static const std::string kRefusal = refusal(overloaded_server());
  ::send(socket.number(), kRefusal.data(), kRefusal.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  ::shutdown(socket.number(), SHUT_WR);
}

}  // namespace

Connections::Connections(std::size_t most, const Timeouts& timeouts, metrics::Metrics& metrics,
                         Serve serve)
    : most_(most), timeouts_(timeouts), metrics_(metrics), serve_(std::move(serve)) {}

Connections::~Connections() { drain(std::chrono::milliseconds(0)); }

void Connections::admit(FileDescriptor socket) {
  join_ended();
  if (count() >= most_ && !make_room()) {
    metrics_.count(metrics::Refusal::kConnections);
    refuse(socket);
    return;
  }
  const std::lock_guard lock(mutex_);
  if (is_draining_) return;
  const Place place = served_.emplace(served_.end(), std::move(socket), timeouts_);
  metrics_.set_connections(served_.size());
  try {
    place->thread = std::thread([this, place] { run(place); });
  } catch (const std::system_error& error) {
    spdlog::error(
        "There is no thread for another connection: {}. Lower max_connections, or allow "
        "the service more tasks.",
        error.what());
    refuse(FileDescriptor(::dup(place->connection.socket())));
    served_.erase(place);
  }
}

bool Connections::make_room() {
  const std::lock_guard lock(mutex_);
  Place least = served_.end();
  for (Place one = served_.begin(); one != served_.end(); ++one) {
    const Connection::Phase phase = one->connection.phase();
    const bool is_needed = phase == Connection::Phase::kAnswering ||
                           (phase == Connection::Phase::kWriting &&
                            std::chrono::steady_clock::now() - one->connection.since() < kFairTime);
    if (one->gives_way || is_needed) continue;
    const bool is_less =
        least == served_.end() || phase < least->connection.phase() ||
        (phase == least->connection.phase() && one->connection.since() < least->connection.since());
    if (is_less) least = one;
  }
  if (least == served_.end()) return false;
  least->gives_way = true;
  ++giving_way_;
  least->connection.give_up();
  return true;
}

bool Connections::is_crowded() const { return count() > most_ / 4 * 3; }

void Connections::drain(std::chrono::milliseconds patience) {
  {
    const auto end = std::chrono::steady_clock::now() + patience;
    std::unique_lock lock(mutex_);
    is_draining_ = true;
    // Again and again, for one that has got its answer becomes idle.
    while (!served_.empty() && std::chrono::steady_clock::now() < end) {
      for (Served& one : served_) {
        if (one.connection.phase() == Connection::Phase::kIdle) one.connection.give_up();
      }
      changed_.wait_for(lock, kDrainStep);
    }
    for (Served& one : served_) one.connection.give_up();
    changed_.wait(lock, [this] { return served_.empty(); });
  }
  join_ended();
}

bool Connections::is_draining() const {
  const std::lock_guard lock(mutex_);
  return is_draining_;
}

std::size_t Connections::count() const {
  const std::lock_guard lock(mutex_);
  return served_.size() - giving_way_;
}

void Connections::run(Place place) {
  serve_(place->connection);
  const std::lock_guard lock(mutex_);
  if (place->gives_way) --giving_way_;
  ended_.push_back(std::move(place->thread));
  served_.erase(place);
  metrics_.set_connections(served_.size());
  changed_.notify_all();
}

void Connections::join_ended() {
  std::vector<std::thread> ended;
  {
    const std::lock_guard lock(mutex_);
    ended.swap(ended_);
  }
  for (std::thread& thread : ended) thread.join();
}

}  // namespace fihrist::http
