// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/problem.h"

#include <spdlog/spdlog.h>

#include "index/errors.h"
#include "server/http/request_watch.h"
#include "server/search/searcher_pool.h"

namespace fihrist::http {

Problem to_problem(std::exception_ptr error) {
  try {
    std::rethrow_exception(std::move(error));
  } catch (const RequestError& request_error) {
    return request_error.problem();
  } catch (const index::IndexMissing& missing) {
    return {503, "index_missing", missing.what(), ""};
  } catch (const index::IndexMismatch& mismatch) {
    return {503, "index_mismatch", mismatch.what(), ""};
  } catch (const index::IndexError& damaged) {
    return {503, "index_damaged", damaged.what(), ""};
  } catch (const search::SearchersBusy& busy) {
    return {503, "overloaded", busy.what(), "", {}, 1};
  } catch (const std::exception& unknown) {
    spdlog::error("request {} failed: {}", request_id(), unknown.what());
  } catch (...) {
    spdlog::error("request {} failed with an exception of no known type", request_id());
  }
  return {500, "internal", "The server failed to answer. Its log says more.", ""};
}

Problem bad_parameter(const std::string& name, const std::string& detail) {
  return {400, "bad_parameter", detail, name};
}

Problem bad_json(const std::string& detail, std::size_t offset) {
  return {400, "bad_json", detail, "", offset};
}

Problem uri_too_long() {
  return {414, "uri_too_long", "The URL is longer than 8 KiB. Long queries go to POST /v1/search."};
}

Problem not_found(const std::string& detail) { return {404, "not_found", detail, ""}; }

std::string title_of(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 416:
      return "Range Not Satisfiable";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 503:
      return "Service Unavailable";
    default:
      return status >= 500 ? "Internal Server Error" : "Bad Request";
  }
}

}  // namespace fihrist::http
