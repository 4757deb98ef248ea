// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/index_watch.h"

#include <spdlog/spdlog.h>

#include <condition_variable>
#include <exception>
#include <mutex>

namespace fihrist::server {

void IndexWatch::look() {
  try {
    const search::IndexStatus status = searchers_->status();
    const std::string updated = status.updated_at.empty() ? "" : ", updated " + status.updated_at;
    const std::string told =
        fmt::format("index {}: {} articles, {}, revision {}, built {}{}", place_, status.articles,
                    status.generation, status.revision, status.built_at, updated);
    if (told == last_) return;
    spdlog::info("{}", told);
    last_ = told;
  } catch (const std::exception& error) {  // an index::IndexError, as far as we know
    if (error.what() == last_) return;
    spdlog::warn("{} The daemon answers 503 until then.", error.what());
    last_ = error.what();
  }
}

void IndexWatch::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  while (!stopped.wait_for(lock, stop, search::Searcher::kRecheck,
                           [&] { return stop.stop_requested(); }))
    look();
}

}  // namespace fihrist::server
