// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>

namespace fihrist::server {
namespace {

using Json = nlohmann::ordered_json;

// The logger of requests. What it is given is already in the format of the log.
constexpr std::string_view kRequests = "requests";

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarning:
      return spdlog::level::warn;
    case LogLevel::kError:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

std::string name_of(spdlog::level::level_enum level) {
  const auto name = spdlog::level::to_string_view(level);
  return {name.data(), name.size()};
}

std::string rfc3339(spdlog::log_clock::time_point time) {
  const auto ms = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
  const std::time_t seconds = ms / 1000;
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ",
                parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min,
                parts.tm_sec, static_cast<int>(ms % 1000));
  return text.data();
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

class LineFormatter : public spdlog::formatter {
 public:
  explicit LineFormatter(LogFormat format) : format_(format) {}

  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& line) override {
    const std::string payload(message.payload.data(), message.payload.size());
    const bool is_request =
        std::string_view(message.logger_name.data(), message.logger_name.size()) == kRequests;
    const std::string level = name_of(message.level);
    std::string text;
    if (format_ == LogFormat::kText) {
      text = rfc3339(message.time) + " " + level +
             std::string(level.size() < 8 ? 9 - level.size() : 1, ' ') +
             (is_request ? payload : on_one_line(payload));
    } else {
      text = R"({"time":")" + rfc3339(message.time) + R"(","level":")" + level + R"(",)" +
             (is_request ? payload : R"("message":)" + dump(payload)) + "}";
    }
    text += '\n';
    line.append(text.data(), text.data() + text.size());
  }

  std::unique_ptr<spdlog::formatter> clone() const override {
    return std::make_unique<LineFormatter>(format_);
  }

 private:
  LogFormat format_;
};

// How many bytes the character at the beginning of `text` has, or 0 if it is no UTF-8.
std::size_t size_of_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t size = byte(0) < 0x80   ? 1
                           : byte(0) < 0xC2 ? 0
                           : byte(0) < 0xE0 ? 2
                           : byte(0) < 0xF0 ? 3
                           : byte(0) < 0xF5 ? 4
                                            : 0;
  if (size > text.size()) return 0;
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  return size;
}

// Controls of ASCII and Latin-1, line and paragraph separators, and the marks that turn the
// direction of what follows, with which a line can be made to look like another.
bool is_harmful(std::string_view character) {
  if (character.size() == 1) {
    const auto byte = static_cast<unsigned char>(character[0]);
    return byte < 0x20 || byte == 0x7F || byte == '\\';
  }
  if (character.size() == 2) return character[0] == '\xC2' && character[1] < '\xA0';
  return character == "\u2028" || character == "\u2029" ||
         (character >= "\u202A" && character <= "\u202E") ||
         (character >= "\u2066" && character <= "\u2069");
}

}  // namespace

std::string on_one_line(std::string_view text) {
  std::string line;
  while (!text.empty()) {
    std::size_t size = size_of_character(text);
    if (size > 0 && !is_harmful(text.substr(0, size))) {
      line += text.substr(0, size);
    } else {
      size = std::max<std::size_t>(size, 1);
      for (const char c : text.substr(0, size)) {
        std::array<char, 8> code{};
        std::snprintf(code.data(), code.size(), "\\x%02x",
                      static_cast<unsigned>(static_cast<unsigned char>(c)));
        line += c == '\n' ? "\\n" : c == '\\' ? "\\\\" : code.data();
      }
    }
    text.remove_prefix(size);
  }
  return line;
}

std::unique_ptr<spdlog::formatter> make_formatter(LogFormat format) {
  return std::make_unique<LineFormatter>(format);
}

std::string describe(const http::AnsweredRequest& request, LogFormat format) {
  const double ms = std::round(request.ms * 1000) / 1000;
  if (format == LogFormat::kText) {
    const auto or_dash = [](const std::string& text) {
      return text.empty() ? "-" : on_one_line(text);
    };
    return fmt::format("{} {} {} {:.1f} ms {} bytes, id {}, from {}", or_dash(request.method),
                       or_dash(request.path), request.status, ms, request.body_bytes, request.id,
                       or_dash(request.client));
  }
  const std::string object = dump({{"method", request.method},
                                   {"path", request.path},
                                   {"route", request.route},
                                   {"status", request.status},
                                   {"duration_ms", ms},
                                   {"body_bytes", request.body_bytes},
                                   {"request_id", request.id},
                                   {"client", request.client}});
  return object.substr(1, object.size() - 2);  // its fields follow those of the line
}

void set_up_log(LogFormat format, LogLevel level) {
  // Each line is written at once: nothing is lost if the daemon is killed, and one takes some
  // microseconds.
  auto sink = std::make_shared<spdlog::sinks::stdout_sink_mt>();
  auto messages = std::make_shared<spdlog::logger>("fihristd", sink);
  auto requests = std::make_shared<spdlog::logger>(std::string(kRequests), sink);
  spdlog::drop(std::string(kRequests));
  spdlog::register_logger(requests);
  spdlog::set_default_logger(messages);
  spdlog::set_formatter(make_formatter(format));
  set_log_level(level);
}

void set_log_level(LogLevel level) { spdlog::set_level(level_of(level)); }

std::function<void(const http::AnsweredRequest&)> make_request_log(LogFormat format) {
  return
      [format, logger = spdlog::get(std::string(kRequests))](const http::AnsweredRequest& request) {
        const auto level = request.status >= 500 ? spdlog::level::warn : spdlog::level::info;
        if (logger->should_log(level)) logger->log(level, describe(request, format));
      };
}

}  // namespace fihrist::server
