// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// How a query is written: from text to operands. Any text is a query; what cannot be meant as an
// operator is read as words.
//
//   مفاوضات               a word, in any form; few words are all wanted (query.h)
//   "مجلس الأمن"          a phrase; quotation marks of any kind, the last may be missing
//   "محمد سلمان"~2        words that stand together, at most 2 others among them, in any order
//   +word -word           wanted in any case; not wanted (also NOT word). Before phrases and fields
//   one OR two            either; also أو and |. Binds closer than blanks do
//   word*                 words that begin so, with or without ال
//   *                     every article
//   title:word عنوان:     in the title
//   author: source: keyword: كاتب: مصدر: وسم:      the whole name, or words of it
//   before: after: قبل: بعد:   days before or behind 2024, 2024-11 or 2024-11-25, that one left out
//   since: until: منذ: حتى:    the same, that one included
//   date: تاريخ:               in it, or from one to another: 2024-11..2025-01
//
// A field's value is a word, a phrase or several words in parentheses; a blank may stand behind the
// colon. AND and other parentheses say nothing.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/note.h"

namespace fihrist::search {

enum class Field {
  kText,
  kTitle,
  kAuthor,
  kSource,
  kKeyword,
  kBefore,
  kAfter,
  kSince,
  kUntil,
  kDate
};

enum class Sign { kNone, kPlus, kMinus };

struct Operand {
  enum class Form {
    kWords,      // a run of words (without sign or field), or what is no phrase
    kPhrase,     // between quotation marks
    kPrefix,     // before a *
    kEverything  // the * alone
  };
  Form form = Form::kWords;
  Field field = Field::kText;
  Sign sign = Sign::kNone;
  bool or_before = false;           // an alternative to the operand before it
  bool or_behind = false;           // the one behind it is an alternative to it
  std::optional<std::size_t> near;  // kPhrase: how many other words may stand among its own
  std::string_view text;            // of the query, without operators
  std::string_view typed;           // with them
};

struct QuerySyntax {
  std::vector<Operand> operands;
  std::vector<Note> notes;  // ignored operators, unknown fields
};

// The operands view `query`, which must be well-formed UTF-8 and outlive them.
QuerySyntax read_syntax(std::string_view query);

// The largest n of "…"~n; more is no closeness.
inline constexpr std::size_t kFarthestNear = 100;

}  // namespace fihrist::search
