// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Small things about header fields that the HTTP library leaves to its users.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace fihrist::http {

// Of ASCII letters.
bool equal_ignoring_case(std::string_view one, std::string_view other);

// Sets a field that may be there already; the library's set_header() would add a second one.
void replace_header(httplib::Response& response, const char* name, const std::string& value);

// Says that the answer depends on the request's field `name`, beside what it said before.
void add_vary(httplib::Response& response, const std::string& name);

// All values of a field that is a list, as one list (RFC 9110, 5.3); empty if there is none.
std::string joined_header(const httplib::Request& request, const char* name);

// All values of a field, each as it came, in the order in which they came.
std::vector<std::string> header_values(const httplib::Request& request, const std::string& name);

}  // namespace fihrist::http
