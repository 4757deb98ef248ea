// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>

#include "arabic/decode.h"
#include "indexer/extract/dates.h"
#include "indexer/input.h"

namespace fihrist::indexer {
namespace {

using nlohmann::json;

// Line ends become LF, other control characters spaces; a byte order mark at the start goes.
std::string clean(std::string_view utf8) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (utf8.starts_with(kByteOrderMark)) utf8.remove_prefix(kByteOrderMark.size());
  std::string text;
  text.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if (byte == '\r') {
      if (i + 1 == utf8.size() || utf8[i + 1] != '\n') text += '\n';
    } else if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) {
      text += ' ';
    } else {
      text += utf8[i];
    }
  }
  return text;
}

// `bytes` made well-formed; tells where they were not.
std::string decode(std::string bytes, const Location& where, bool count_lines,
                   const ProblemSink& problems) {
  const auto invalid = arabic::find_invalid_utf8(bytes);
  if (!invalid) return bytes;
  Location at = where;
  if (count_lines) {
    at.line = 1 + static_cast<std::size_t>(std::count(
                      bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(*invalid), '\n'));
  }
  problems({ProblemKind::kInvalidUtf8, at,
            "has bytes that are not UTF-8; they are kept as U+FFFD. Convert the file to UTF-8"});
  return arabic::to_valid_utf8(bytes);
}

void read_text(const SourceFile& file, Input& input, const RawArticleSink& sink,
               const ProblemSink& problems) {
  const Location where{file.path.string(), 0};
  RawArticle raw;
  raw.where = where;
  raw.stated.id = file.name;
  raw.stated.body = clean(decode(read_whole(input, kLongestFile), where, true, problems));
  raw.bytes_read = input.bytes_read();
  sink(std::move(raw));
}

// The fields of one JSON object.
class Record {
 public:
  Record(const json& object, const Location& where, const ProblemSink& problems)
      : object_(object), where_(where), problems_(problems) {}

  std::string text(const char* name) const {
    const json* value = find(name);
    if (value == nullptr) return {};
    if (value->is_string()) return clean(value->get_ref<const std::string&>());
    if (value->is_number_integer()) return value->dump();  // ids are often numbers
    complain(name, "must be a string");
    return {};
  }

  std::optional<index::Moment> moment(const char* name) const {
    const std::string value = text(name);
    if (value.empty()) return std::nullopt;
    if (auto found = index::parse_iso_8601(value)) return found;
    if (auto found = extract::find_date(value)) return found;
    complain(name, "is no date that can be read (`" + value + "`); use ISO 8601");
    return std::nullopt;
  }

  std::vector<std::string> list(const char* name) const {
    std::vector<std::string> values;
    const json* value = find(name);
    if (value == nullptr) return values;
    if (value->is_string()) {
      const std::string all = clean(value->get_ref<const std::string&>());
      constexpr std::string_view kArabicComma = "،";
      std::size_t begin = 0;
      for (std::size_t i = 0; i <= all.size(); ++i) {
        const bool arabic = all.compare(i, kArabicComma.size(), kArabicComma) == 0;
        if (i == all.size() || all[i] == ',' || arabic) {
          add_trimmed(std::string_view(all).substr(begin, i - begin), values);
          begin = i + (arabic ? kArabicComma.size() : 1);
        }
      }
      return values;
    }
    if (value->is_array()) {
      for (const json& item : *value) {
        if (!item.is_string()) {
          complain(name, "must be an array of strings");
          return values;
        }
        add_trimmed(clean(item.get_ref<const std::string&>()), values);
      }
      return values;
    }
    complain(name, "must be an array of strings");
    return values;
  }

 private:
  const json* find(const char* name) const {
    const auto found = object_.find(name);
    return found == object_.end() || found->is_null() ? nullptr : &*found;
  }

  void complain(const char* name, const std::string& what) const {
    problems_({ProblemKind::kBadField, where_,
               std::string("the field `") + name + "` " + what + "; the field is left out"});
  }

  static void add_trimmed(std::string_view text, std::vector<std::string>& values) {
    const std::size_t begin = text.find_first_not_of(" \t\n");
    if (begin == std::string_view::npos) return;
    values.emplace_back(text.substr(begin, text.find_last_not_of(" \t\n") + 1 - begin));
  }

  const json& object_;
  const Location& where_;
  const ProblemSink& problems_;
};

std::optional<RawArticle> read_json_line(const std::string& line, const Location& where,
                                         const ProblemSink& problems) {
  json object;
  try {
    object = json::parse(decode(line, where, false, problems));
  } catch (const json::parse_error& error) {
    problems({ProblemKind::kBrokenJson, where,
              "is no JSON (at byte " + std::to_string(error.byte) + "); the line is skipped"});
    return std::nullopt;
  }
  if (!object.is_object()) {
    problems({ProblemKind::kBrokenJson, where,
              std::string("is ") + object.type_name() +
                  " where an object is wanted; the line is skipped"});
    return std::nullopt;
  }
  const Record record(object, where, problems);
  RawArticle raw;
  raw.where = where;
  raw.stated.id = record.text("id");
  raw.stated.title = record.text("title");
  raw.stated.body = record.text("body");
  raw.stated.url = record.text("url");
  raw.stated.source = record.text("source");
  raw.stated.author = record.text("author");
  raw.stated.published = record.moment("published");
  raw.stated.updated = record.moment("updated");
  raw.stated.keywords = record.list("keywords");
  return raw;
}

void read_json_lines(const SourceFile& file, Input& input, const RawArticleSink& sink,
                     const ProblemSink& problems) {
  LineReader lines(input, kLongestLine);
  std::string line;
  while (true) {
    const LineReader::Result result = lines.next(line);
    if (result == LineReader::Result::kEnd) return;
    const Location where{file.path.string(), lines.line_number()};
    if (result == LineReader::Result::kTooLong) {
      problems({ProblemKind::kTooLong, where,
                "is longer than " + std::to_string(kLongestLine / kMebibyte) +
                    " MiB; the line is skipped"});
      continue;
    }
    if (line.find_first_not_of(" \t\xEF\xBB\xBF") == std::string::npos) continue;
    if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (auto raw = read_json_line(line, where, problems)) {
      raw->bytes_read = input.bytes_read();
      sink(std::move(*raw));
    }
  }
}

}  // namespace

std::uint64_t read_articles(const SourceFile& file, const RawArticleSink& sink,
                            const ProblemSink& problems) {
  std::unique_ptr<Input> input;
  try {
    input = open_input(file.path);
    if (file.format == Format::kText) {
      read_text(file, *input, sink, problems);
    } else {
      read_json_lines(file, *input, sink, problems);
    }
  } catch (const InputTooLong& error) {
    problems({ProblemKind::kTooLong, {file.path.string(), 0}, error.what()});
  } catch (const InputError& error) {
    problems({ProblemKind::kUnreadable, {file.path.string(), 0}, error.what()});
  }
  return input ? input->bytes_read() : 0;
}

}  // namespace fihrist::indexer
