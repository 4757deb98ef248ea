// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>

#include "server/search/searcher_pool.h"

namespace fihrist::server {

// Tells the log of the index: what is searched, each time that a new generation or an update is
// picked up, and each time that there is nothing to search any more, with what to do.
class IndexWatch {
 public:
  // `place` is the index as the log is to name it.
  IndexWatch(std::shared_ptr<search::SearcherPool> searchers, std::string place)
      : searchers_(std::move(searchers)), place_(std::move(place)) {}

  // Looks once, and tells what is new.
  void look();

  // Looks each second until it is asked to stop.
  void run(const std::stop_token& stop);

 private:
  const std::shared_ptr<search::SearcherPool> searchers_;
  std::string place_;
  std::optional<std::string> last_;  // what was told last; at first nothing
};

}  // namespace fihrist::server
