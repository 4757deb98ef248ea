// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The daemon's log: one line for each thing that happens, on standard output, for people or as
// JSON. Nothing that is logged, whoever it came from, can break a line or its JSON.
#pragma once

#include <spdlog/formatter.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "server/http/answered_request.h"
#include "server/settings.h"

namespace fihrist::server {

// From here on spdlog writes so. Call it before there are threads.
void set_up_log(LogFormat format, LogLevel level);

// From any thread.
void set_log_level(LogLevel level);

// What writes a line for each answered request: at level info, and at warning if the server is to
// blame. Wants set_up_log(), with the same format.
std::function<void(const http::AnsweredRequest&)> make_request_log(LogFormat format);

// Times in RFC 3339, in UTC, with milliseconds.
//   text: 2026-03-04T05:06:07.089Z info     listening on http://127.0.0.1:8080/
//   JSON: {"time":"2026-03-04T05:06:07.089Z","level":"info","message":"listening on …"}
// Of a request the JSON has its fields instead of a message.
std::unique_ptr<spdlog::formatter> make_formatter(LogFormat format);

// `text` with all characters that end a line or steer a terminal, and bytes that are no UTF-8, as
// \n, \x1b and so on.
std::string on_one_line(std::string_view text);

// What stands in the line of a request behind time and level.
std::string describe(const http::AnsweredRequest& request, LogFormat format);

}  // namespace fihrist::server
