// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What this process uses, as Linux tells it in /proc, under the names that all Prometheus clients
// share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fihrist::metrics {

struct ProcessFigure {
  const char* name;
  const char* help;
  bool is_counter;
  double value;
};

// Leaves out what cannot be read.
std::vector<ProcessFigure> process_figures();

// The fields of /proc/PID/stat from the third on. The second, the program's name, may hold blanks
// and parentheses itself.
std::vector<std::string> stat_fields(std::string_view stat);

}  // namespace fihrist::metrics
