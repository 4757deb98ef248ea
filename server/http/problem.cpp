// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/problem.h"

#include <spdlog/spdlog.h>

#include "index/errors.h"

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
  } catch (const std::exception& unknown) {
    spdlog::error("a request failed: {}", unknown.what());
  } catch (...) {
    spdlog::error("a request failed with an exception of no known type");
  }
  return {500, "internal", "The server failed to answer. Its log says more.", ""};
}

Problem bad_parameter(const std::string& name, const std::string& detail) {
  return {400, "bad_parameter", detail, name};
}

Problem bad_json(const std::string& detail, std::size_t offset) {
  return {400, "bad_json", detail, "", offset};
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
    case 503:
      return "Service Unavailable";
    default:
      return status >= 500 ? "Internal Server Error" : "Bad Request";
  }
}

}  // namespace fihrist::http
