// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The one place where a request meets server/access: it is admitted or refused before any route
// sees it, and its answer gets the headers that go with that.
//
// The library hands a request through all its handlers on one thread and has no room for data of
// ours; what was decided is kept for that thread, from admit() to finish().
#pragma once

#include "server/access/access.h"
#include "server/search/request.h"

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace fihrist::http {

class AccessGuard {
 public:
  // Null: everyone is admitted, and nothing is said of it.
  explicit AccessGuard(access::Access* access) : access_(access) {}

  // Before the routes. Throws RequestError (problem.h) where the request is refused. One with a
  // body is refused by refuse_unadmitted(): what is not read of a body would be taken for the next
  // request of the connection. A GET with a body, which no route reads, is refused in any case.
  void admit(const httplib::Request& request, httplib::Response& response) const;

  // The last thing that is done to an answer, also to one that no route gave. Writes the audit log.
  void finish(const httplib::Request& request, httplib::Response& response) const;

 private:
  access::Access* access_;
};

// For whoever has read the body of a request. Throws RequestError if the request is refused.
void refuse_unadmitted();

// Tells the audit log, if there is one, what was searched for.
void note_search(const search::SearchRequest& request, const search::SearchResults& results);

}  // namespace fihrist::http
