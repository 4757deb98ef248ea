// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Reading the body of a request within bounds.
#pragma once

#include <cstddef>
#include <string>

namespace httplib {
class ContentReader;
struct Request;
struct Response;
}  // namespace httplib

namespace fihrist::http {

inline constexpr std::size_t kLargestBody = std::size_t{256} * 1024;  // bytes, unpacked

// The whole body. The library's own limit does not hold for a body in chunks or a packed one; here
// nothing beyond kLargestBody is kept. All of it is read, or the next request of the connection
// would begin in its midst. Throws RequestError if there is more than that, or less than was said.
std::string read_body(const httplib::Request& request, httplib::Response& response,
                      const httplib::ContentReader& reader);

}  // namespace fihrist::http
