// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// gzip for answers, and for those alone that ask for it.
//
// The HTTP library would compress by itself, at Brotli's slowest setting where a client takes
// Brotli, 300 times the time of gzip. It offers no switch; so the request's Accept-Encoding is
// hidden from it, and what is compressed is compressed here.
#pragma once

#include <string>
#include <string_view>

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace fihrist::http {

enum class Coding { kIdentity, kGzip };

inline constexpr std::size_t kLeastCompressed = 1024;  // bytes; less fits a packet as it is

// What an Accept-Encoding asks for (RFC 9110, 12.5.3): gzip where its weight is not 0 and not below
// that of `identity`. What cannot be understood is passed over.
Coding choose_coding(std::string_view accept_encoding);

// Whether content of this type shrinks: text of any kind.
bool is_compressible(std::string_view content_type);

// A gzip file of `bytes`, the same for the same bytes. Throws std::bad_alloc.
std::string gzip(std::string_view bytes);

// To be called before the library may compress: from then on only coding_of() knows what the client
// takes. May be called more than once.
void hide_codings(const httplib::Request& request);

// The coding that an answer to this request would have if it were long enough.
Coding coding_of(const httplib::Request& request);

// Compresses the content of a finished answer if it is of a kind and length that gains by it, and
// says so in its header. The answer to a HEAD has its content still, and so the length of GET's.
void compress(const httplib::Request& request, httplib::Response& response);

}  // namespace fihrist::http
