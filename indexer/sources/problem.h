// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What was wrong with some of the input. Problems never stop a build: they are told, and counted.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace fihrist::indexer {

struct Location {
  std::string file;
  std::size_t line = 0;  // counted from 1; 0: the file as a whole

  // `file:line` or `file`.
  std::string describe() const { return line == 0 ? file : file + ":" + std::to_string(line); }
};

enum class ProblemKind {
  kUnreadable,     // a file could not be opened or read to its end
  kUnknownFormat,  // a file that holds nothing that is known
  kTooLong,        // a line or file over the limit
  kInvalidUtf8,    // ill-formed bytes, kept as U+FFFD
  kBrokenJson,     // a line that is no JSON object
  kBrokenXml,      // a feed that is not well-formed, or not to its end
  kTooComplex,     // a page or feed of more elements, or deeper ones, than is sane
  kBadField,       // a field of the wrong type, or a date that cannot be read
  kUnclearDate,    // a date in the text that can be read two ways; it is left empty
  kEmptyArticle,   // no text
  kDuplicateId,    // an id that an earlier article has
};

// Whether the article or file is left out of the index because of it.
constexpr bool is_skipped(ProblemKind kind) {
  return kind != ProblemKind::kInvalidUtf8 && kind != ProblemKind::kBadField &&
         kind != ProblemKind::kUnclearDate;
}

// For summaries: `broken JSON`.
constexpr std::string_view name_of(ProblemKind kind) {
  switch (kind) {
    case ProblemKind::kUnreadable:
      return "unreadable file";
    case ProblemKind::kUnknownFormat:
      return "unknown format";
    case ProblemKind::kTooLong:
      return "too long";
    case ProblemKind::kInvalidUtf8:
      return "invalid UTF-8";
    case ProblemKind::kBrokenJson:
      return "broken JSON";
    case ProblemKind::kBrokenXml:
      return "broken XML";
    case ProblemKind::kTooComplex:
      return "too complex";
    case ProblemKind::kBadField:
      return "bad field";
    case ProblemKind::kUnclearDate:
      return "unclear date";
    case ProblemKind::kEmptyArticle:
      return "empty article";
    case ProblemKind::kDuplicateId:
      return "duplicate id";
  }
  return "";
}

struct Problem {
  ProblemKind kind;
  Location where;
  std::string message;  // what is wrong and what was done, without the location
};

using ProblemSink = std::function<void(const Problem&)>;

}  // namespace fihrist::indexer
