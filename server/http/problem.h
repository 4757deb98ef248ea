// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Errors as HTTP tells them: RFC 9457, application/problem+json.
#pragma once

#include <cstddef>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>

namespace fihrist::http {

struct Problem {
  int status = 500;
  std::string code;                        // stable, for programs: `bad_parameter`
  std::string detail;                      // for a person: what is wrong, and what to do
  std::string parameter = {};              // the parameter that is wrong, if one is
  std::optional<std::size_t> offset = {};  // the byte of the body that is wrong, if one is
  int retry_after = 0;                     // seconds after which it may go well; 0: nobody knows
  std::string request_id = {};             // where the server is to blame: what its log calls it
};

// When: a request cannot be answered as it stands. What to do: what the problem's detail says.
class RequestError : public std::runtime_error {
 public:
  explicit RequestError(Problem problem)
      : std::runtime_error(problem.detail), problem_(std::move(problem)) {}

  const Problem& problem() const { return problem_; }

 private:
  Problem problem_;
};

// The one place where exceptions become answers. What is not known here is a 500 whose detail says
// nothing of the program's inside.
Problem to_problem(std::exception_ptr error);

Problem bad_parameter(const std::string& name, const std::string& detail);
Problem bad_json(const std::string& detail, std::size_t offset);
Problem uri_too_long();
Problem not_found(const std::string& detail);

// The reason phrase of the statuses that this server sends.
std::string title_of(int status);

}  // namespace fihrist::http
