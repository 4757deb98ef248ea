// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// An answer put together: its content and type, and errors in the form that was asked for.
#pragma once

#include <string>

#include "server/http/problem.h"

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace fihrist::http {

inline constexpr const char* kJson = "application/json";
inline constexpr const char* kProblemJson = "application/problem+json";
inline constexpr const char* kSuggestionsJson = "application/x-suggestions+json";
inline constexpr const char* kHtml = "text/html; charset=utf-8";
inline constexpr const char* kPlainText = "text/plain; charset=utf-8";
inline constexpr const char* kMetricsText = "text/plain; version=0.0.4; charset=utf-8";

inline constexpr const char* kSearchPath = "/v1/search";

void send(httplib::Response& response, int status, const std::string& content, const char* type);

// What the client would rather have, by its `Accept` and `Accept-Language`.
bool wants_plain_text(const httplib::Request& request);
std::string languages_of(const httplib::Request& request);

// Errors come as what was asked for would have come: as pages, so that a person keeps the search
// box, or as lines for a terminal.
void send_error(const httplib::Request& request, httplib::Response& response,
                const Problem& problem);

}  // namespace fihrist::http
