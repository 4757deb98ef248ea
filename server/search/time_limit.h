// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#pragma once

#include <chrono>

namespace fihrist::search {

// When a query has to be answered, and whether it was not.
struct TimeLimit {
  std::chrono::steady_clock::time_point end;
  bool is_over = false;

  // Looks at the clock: some tens of nanoseconds.
  bool check() {
    is_over = is_over || std::chrono::steady_clock::now() >= end;
    return is_over;
  }
};

}  // namespace fihrist::search
