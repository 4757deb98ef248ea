// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Answers to what never becomes a request: written straight to the connection, past the HTTP
// library.
#pragma once

#include <string>

#include "server/http/problem.h"

namespace fihrist::http {

// The whole answer, head and all; after it the connection is to be closed. Short enough for any
// send buffer.
std::string refusal(const Problem& problem);

// There is no room for another connection.
Problem overloaded_server();

}  // namespace fihrist::http
