// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The editable word lists of config/: how they are found and read.
//
// A list is UTF-8 text, a row a line, the fields of a row parted by tabs. Empty lines and lines
// that start with # say nothing. Each program carries the lists of config/ as they were when it was
// built; a folder of edited ones takes their place.
#pragma once

#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace fihrist::arabic {

// A list that cannot be read or understood. what() names file and line, and says what to do.
class WordListError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct WordListRow {
  std::size_t line = 0;             // from 1
  std::vector<std::string> fields;  // never empty; blanks around each are gone, none is empty
};

struct WordList {
  std::string path;  // for messages
  std::vector<WordListRow> rows;

  // Throws a WordListError about `row`.
  [[noreturn]] void fail(const WordListRow& row, const std::string& what) const;
};

// `text` as a list; `path` is for messages. Throws WordListError on what is not UTF-8, on an empty
// field, and on a row that has fewer than `least` or more than `most` fields.
WordList parse_word_list(std::string_view text, std::string path, std::size_t least,
                         std::size_t most);

// The list `name` (`variants.tsv`) of `folder`, or the built-in one where the folder has none or is
// an empty path. Throws WordListError as parse_word_list does, and if the file cannot be read.
WordList read_word_list(const std::filesystem::path& folder, const std::string& name,
                        std::size_t least, std::size_t most);

// The text of a list as it was in config/ when the program was built, or an empty view.
std::string_view built_in_word_list(std::string_view name);

}  // namespace fihrist::arabic
