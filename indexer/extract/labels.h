// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The labels that newspapers put before author, source and dates.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"

namespace fihrist::indexer::extract {

enum class LabelKind { kAuthor, kSource, kPublished, kUpdated, kKeywords };

struct Label {
  LabelKind kind;
  std::size_t begin;        // bytes of the line: the label itself
  std::size_t value_begin;  // bytes of the line: what stands behind it, up to the next label
  std::size_t value_end;
};

// The labels of a line, by place; empty unless the line begins with one, or ends with a source
// behind chrome that was glued to it (`شارك هذا المقالمحادثةالمصدر: …`). `tokens` are the line's
// tokens.
std::vector<Label> find_labels(std::string_view line, const std::vector<arabic::Token>& tokens);

// Keywords that commas part (`,` `،` `؛` `;` `|`), or a list of hashtags; a text without any of
// these is one keyword if it has at most kLongestKeyword words, else none: scraped keyword lines
// often lost what parted them.
std::vector<std::string> split_keywords(std::string_view text);

inline constexpr std::size_t kLongestKeyword = 5;  // words

// Whether a short line names a newspaper, agency, site or channel by a word that only such names
// have.
bool names_outlet(const std::vector<arabic::Token>& tokens, std::size_t begin);

// Whether two to four words begin with a first name that many journalists have.
bool names_person(const std::vector<arabic::Token>& tokens);

// Whether the words are the whole name of a news agency, as it signs.
bool names_agency(const std::vector<arabic::Token>& tokens);

}  // namespace fihrist::indexer::extract
