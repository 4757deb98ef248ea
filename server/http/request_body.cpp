// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/request_body.h"

#include <httplib.h>

#include "server/http/access_guard.h"
#include "server/http/problem.h"

namespace fihrist::http {
namespace {

// What every build of the library unpacks. It passes others on as they are, or packed wrongly.
bool is_known_packing(const std::string& encoding) {
  return encoding.empty() || encoding == "identity" || encoding == "gzip" || encoding == "deflate";
}

}  // namespace

std::string read_body(const httplib::Request& request, httplib::Response& response,
                      const httplib::ContentReader& reader) {
  std::string body;
  // Without either header there is no body (RFC 9112, section 6.3); the library would wait for one.
  if (!request.has_header("Content-Length") && !request.has_header("Transfer-Encoding")) {
    return body;
  }
  bool is_too_large = false;
  const auto keep = [&](const char* data, std::size_t size) {
    is_too_large = is_too_large || size > kLargestBody - body.size();
    if (!is_too_large) body.append(data, size);
    return true;
  };
  // No path wants a form in parts; the library reads one in no other way than part by part.
  const bool is_form = request.is_multipart_form_data();
  const bool is_whole = is_form ? reader([](const auto&) { return true; }, keep) : reader(keep);
  if (is_too_large || response.status == 413) {
    throw RequestError({413, "too_large",
                        "The body of the request is larger than " +
                            std::to_string(kLargestBody / 1024) + " KiB. Send less.",
                        ""});
  }
  if (!is_known_packing(request.get_header_value("Content-Encoding"))) {
    throw RequestError({415, "unsupported_media_type",
                        "The body is packed in a way that is not known here. Send it as it is, or "
                        "with Content-Encoding: gzip.",
                        ""});
  }
  refuse_unadmitted();
  if (!is_whole && !is_form) {
    throw RequestError({400, "bad_body", "The body of the request broke off. Send it anew.", ""});
  }
  return body;
}

}  // namespace fihrist::http
