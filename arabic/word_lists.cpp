// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/word_lists.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

#include "arabic/decode.h"

namespace fihrist::arabic {
namespace {

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlanks = " \r";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

[[noreturn]] void fail_at(const std::string& path, std::size_t line, const std::string& what) {
  throw WordListError(path + ":" + std::to_string(line) + ": " + what);
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  const bool is_file = std::filesystem::is_regular_file(path);
  // An empty file sets the stream's fail bit.
  if (is_file && file.peek() != std::ifstream::traits_type::eof()) text << file.rdbuf();
  if (!is_file || file.bad() || !file.is_open()) {
    throw WordListError(path.string() + ": cannot be read.");
  }
  return text.str();
}

}  // namespace

void WordList::fail(const WordListRow& row, const std::string& what) const {
  fail_at(path, row.line, what);
}

WordList parse_word_list(std::string_view text, std::string path, std::size_t least,
                         std::size_t most) {
  WordList list{std::move(path), {}};
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = text.find('\n');
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line.starts_with('#')) continue;
    if (find_invalid_utf8(line)) {
      fail_at(list.path, number, "is not UTF-8. Save the file as UTF-8.");
    }
    WordListRow row{number, {}};
    std::size_t begin = 0;
    while (begin <= line.size()) {
      const std::size_t tab = std::min(line.find('\t', begin), line.size());
      const std::string_view field = trim(line.substr(begin, tab - begin));
      if (field.empty()) {
        fail_at(list.path, number, "has an empty field. Put exactly one tab between two fields.");
      }
      row.fields.emplace_back(field);
      begin = tab + 1;
    }
    if (row.fields.size() < least) {
      fail_at(list.path, number,
              "has " + std::to_string(row.fields.size()) + " field(s) and needs " +
                  std::to_string(least) + ", parted by tabs: \"" + std::string(line) + "\".");
    }
    if (row.fields.size() > most) {
      fail_at(list.path, number,
              "has " + std::to_string(row.fields.size()) + " fields, and at most " +
                  std::to_string(most) + " can stand here: \"" + std::string(line) + "\".");
    }
    list.rows.push_back(std::move(row));
  }
  return list;
}

WordList read_word_list(const std::filesystem::path& folder, const std::string& name,
                        std::size_t least, std::size_t most) {
  const std::filesystem::path path = folder / name;
  if (!folder.empty() && !std::filesystem::is_directory(folder)) {
    throw WordListError(folder.string() + ": is no folder. Name one that holds word lists.");
  }
  if (!folder.empty() && std::filesystem::exists(path)) {
    return parse_word_list(read_file(path), path.string(), least, most);
  }
  return parse_word_list(built_in_word_list(name), "built-in " + name, least, most);
}

}  // namespace fihrist::arabic
