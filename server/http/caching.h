// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Answers that a client has already need not be made again: entity tags, 304, Cache-Control.
//
// An answer depends on its request, on the state of the index, and on the program with its word
// lists and settings; its tag is a checksum of the last two. It is taken from the searcher that
// answers, before it answers: should an update come between the two, a new answer has the old tag,
// which costs one answer more. The other way round a client would keep the old one.
//
// A tag is weak, for an answer also tells how long it took. What may be stored must be asked for
// again each time (`no-cache`), for nobody knows when the next update comes; what says nothing of
// it, errors above all, is not to be stored.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/search/request.h"

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace fihrist::http {

class EntityTags {
 public:
  // `edition` tells programs, word lists and settings apart whose answers differ.
  explicit EntityTags(std::string_view edition);

  // The tag of answers that an index in this state gives to `request`, in the coding that the
  // client takes. `variant` tells apart what one URL answers otherwise, by another header or by the
  // hour; the answer's Vary should name the header.
  std::string of(const httplib::Request& request, const search::IndexStatus& status,
                 std::string_view variant = {}) const;

  // The same for what is made without an index.
  std::string of(const httplib::Request& request) const { return of(request, {}); }

 private:
  std::uint64_t edition_;
};

// Whether an If-None-Match names `tag`, by weak comparison (RFC 9110, 13.1.2). `*` names every tag.
bool names_tag(std::string_view if_none_match, std::string_view tag);

// Whether it is known, before the work, that there is something at a path.
enum class Existence { kKnown, kUnknown };

// Puts `tag` and the rules for stores on the answer to a GET or HEAD. If the client has that answer
// already, makes it a 304, and there is nothing left to do: true. While existence is unknown, `*`
// does not count.
bool is_fresh(const httplib::Request& request, httplib::Response& response, const std::string& tag,
              Existence existence = Existence::kKnown);

// Takes the content off an answer that has turned out to be a 304.
void drop_content(httplib::Response& response);

// Takes back what is_fresh() said: this answer is not the one that another time would bring.
void forbid_storing(httplib::Response& response);

// For every answer, at its end: says what is to be said where nothing was said of stores, and takes
// off an answer without content what describes one.
void finish_caching(httplib::Response& response);

}  // namespace fihrist::http
