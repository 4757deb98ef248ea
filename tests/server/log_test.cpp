// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/log.h"

#include <doctest/doctest.h>
#include <spdlog/details/log_msg.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <string>

namespace {

using namespace fihrist;
using nlohmann::json;
using server::LogFormat;

std::string line_of(LogFormat format, const std::string& logger, const std::string& payload) {
  const auto time = spdlog::log_clock::time_point(std::chrono::milliseconds(1'772'600'767'089));
  const spdlog::details::log_msg message(time, {}, logger, spdlog::level::warn, payload);
  spdlog::memory_buf_t line;
  server::make_formatter(format)->clone()->format(message, line);
  return {line.data(), line.size()};
}

// What clients, sources and exceptions can put into a log.
const std::string kHostile[] = {
    "plain",
    "سد النهضة",
    "",
    "a\nb",
    "a\r\n2026-03-04T05:06:07.089Z info     stopped",
    "\x1b[2J\x07",
    "quote \" and \\ backslash",
    R"(","level":"error)",
    std::string("nul \0 inside", 12),
    "bytes \xff\xfe and a cut letter \xd8",
    "\xc0\xaf\xed\xa0\x80",
    "lines\u2028and\u2029and\u0085",
    "turned \u202e around \u2066",
    "{} {0} %s %n",
    "\x7f",
    std::string(20'000, '"'),
};

}  // namespace

TEST_CASE("a line of text has time, level and message") {
  CHECK(line_of(LogFormat::kText, "fihristd", "listening on http://127.0.0.1:8080/") ==
        "2026-03-04T05:06:07.089Z warning  listening on http://127.0.0.1:8080/\n");
}

TEST_CASE("a line of JSON has time, level and message") {
  CHECK(line_of(LogFormat::kJson, "fihristd", "stopped") ==
        "{\"time\":\"2026-03-04T05:06:07.089Z\",\"level\":\"warning\",\"message\":\"stopped\"}\n");
}

TEST_CASE("whatever is logged stays one line") {
  for (const std::string& text : kHostile) {
    INFO(text);
    for (const LogFormat format : {LogFormat::kText, LogFormat::kJson}) {
      const std::string line = line_of(format, "fihristd", text);
      REQUIRE(line.ends_with('\n'));
      CHECK(line.find_first_of(std::string("\n\r\x1b\x07\x7f\0", 6)) ==
            (format == LogFormat::kJson && text == "\x7f" ? line.find('\x7f') : line.size() - 1));
    }
    const json parsed = json::parse(line_of(LogFormat::kJson, "fihristd", text));
    CHECK(parsed.size() == 3);
    CHECK(parsed["level"] == "warning");
    if (text.find_first_of("\xff\xc0") == std::string::npos) CHECK(parsed["message"] == text);
  }
}

TEST_CASE("a request's line is valid whatever its path, method and address hold") {
  for (const std::string& text : kHostile) {
    INFO(text);
    http::AnsweredRequest request;
    request.method = text;
    request.path = text;
    request.client = text;
    request.route = "search";
    request.status = 200;
    request.ms = 1.23456;
    request.body_bytes = 10;
    request.id = "abc-1";
    const std::string line =
        line_of(LogFormat::kJson, "requests", server::describe(request, LogFormat::kJson));
    CHECK(line.find('\n') == line.size() - 1);
    const json parsed = json::parse(line);
    CHECK(parsed.size() == 10);
    if (text.find_first_of("\xff\xc0") == std::string::npos) CHECK(parsed["path"] == text);
    CHECK(parsed["route"] == "search");
    CHECK(parsed["status"] == 200);
    CHECK(parsed["duration_ms"] == 1.235);
    CHECK(parsed["request_id"] == "abc-1");
    const std::string plain =
        line_of(LogFormat::kText, "requests", server::describe(request, LogFormat::kText));
    CHECK(plain.find_first_of(std::string("\n\r\x1b\x07\x7f\0", 6)) == plain.size() - 1);
  }
}

TEST_CASE("what steers a terminal is shown as a code") {
  struct Row {
    std::string text;
    std::string shown;
  };
  const Row rows[] = {
      {"سد", "سد"},
      {"a\nb\tc", "a\\nb\\x09c"},
      {"\\n", "\\\\n"},
      {"\x1b[31m", "\\x1b[31m"},
      {"\xd8", "\\xd8"},
      {"a\xffz", "a\\xffz"},
      {"\u202e", "\\xe2\\x80\\xae"},
      {"\u200f", "\u200f"},  // a mark of Arabic text: turns nothing but itself
      {std::string("\0", 1), "\\x00"},
  };
  for (const Row& row : rows) CHECK(server::on_one_line(row.text) == row.shown);
}
