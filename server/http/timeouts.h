// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// How long a client may take. None of these holds anyone up but that client (connections.h).
#pragma once

#include <chrono>

namespace fihrist::http {

struct Timeouts {
  std::chrono::milliseconds idle{75'000};    // for the next request
  std::chrono::milliseconds head{10'000};    // from a request's first byte to its last header
  std::chrono::milliseconds body{20'000};    // for all of its body
  std::chrono::milliseconds answer{30'000};  // until a client has taken all of the answer
};

}  // namespace fihrist::http
