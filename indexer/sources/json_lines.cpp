// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/sources/json_lines.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

#include "indexer/extract/html_line.h"
#include "indexer/extract/labels.h"
#include "indexer/extract/language.h"
#include "indexer/extract/stated_dates.h"
#include "indexer/extract/trim.h"
#include "indexer/sources/clean_text.h"

namespace fihrist::indexer {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 11> kFields = {
    "id",        "title",   "body",     "url",      "source", "author",
    "published", "updated", "keywords", "language", "format"};

std::string their_name(const FieldMap& fields, std::string_view ours) {
  const auto found = fields.find(ours);
  return found == fields.end() ? std::string(ours) : found->second;
}

// The first names of the paths of all fields: what else stands in an object is not worth keeping.
std::set<std::string, std::less<>> wanted_names(const FieldMap& fields) {
  std::set<std::string, std::less<>> names;
  for (const std::string_view field : kFields) {
    const std::string name = their_name(fields, field);
    names.insert(name);
    names.insert(name.substr(0, name.find('.')));
  }
  return names;
}

// The fields of one JSON object.
class Record {
 public:
  Record(const json& object, const FieldMap& fields, const Location& where,
         const ProblemSink& problems)
      : object_(object), fields_(fields), where_(where), problems_(problems) {}

  bool has(std::string_view field) const { return find(field) != nullptr; }

  std::string text(std::string_view field) const {
    const json* value = find(field);
    if (value == nullptr) return {};
    if (value->is_string()) return clean_text(value->get_ref<const std::string&>());
    if (value->is_number()) return value->dump();  // ids and dates are often numbers
    complain(field, "must be a string");
    return {};
  }

  std::optional<index::Moment> moment(std::string_view field) const {
    const std::string value = text(field);
    if (value.empty()) return std::nullopt;
    if (auto found = extract::read_stated_date(value)) return found;
    complain(field, "is no date that can be read (`" + value + "`); use ISO 8601");
    return std::nullopt;
  }

  std::vector<std::string> list(std::string_view field) const {
    std::vector<std::string> values;
    const json* value = find(field);
    if (value == nullptr) return values;
    if (value->is_string()) {
      return extract::split_keywords(clean_text(value->get_ref<const std::string&>()));
    }
    if (value->is_array()) {
      for (const json& item : *value) {
        if (!item.is_string()) {
          complain(field, "must be an array of strings");
          return values;
        }
        std::string keyword(extract::trim(clean_text(item.get_ref<const std::string&>())));
        if (!keyword.empty()) values.push_back(std::move(keyword));
      }
      return values;
    }
    complain(field, "must be an array of strings");
    return values;
  }

 private:
  const json* find(std::string_view field) const {
    const std::string path = their_name(fields_, field);
    const json* value = &object_;
    for (std::size_t begin = 0; begin <= path.size();) {
      if (!value->is_object()) return nullptr;
      // A name may itself have dots in it.
      if (const auto whole = value->find(path.substr(begin)); whole != value->end()) {
        return whole->is_null() ? nullptr : &*whole;
      }
      const std::size_t end = std::min(path.find('.', begin), path.size());
      const auto found = value->find(path.substr(begin, end - begin));
      if (found == value->end()) return nullptr;
      value = &*found;
      begin = end + 1;
    }
    return value->is_null() ? nullptr : value;
  }

  void complain(std::string_view field, const std::string& what) const {
    problems_(
        {ProblemKind::kBadField, where_,
         "the field `" + their_name(fields_, field) + "` " + what + "; the field is left out"});
  }

  const json& object_;
  const FieldMap& fields_;
  const Location& where_;
  const ProblemSink& problems_;
};

class JsonLinesReader {
 public:
  JsonLinesReader(const SourceFile& file, const FieldMap& fields, const ProblemSink& problems)
      : file_(file), fields_(fields), wanted_(wanted_names(fields)), problems_(problems) {}

  void read(TextInput& text, const RawArticleSink& sink) const {
    LineReader lines(*text.input, kLongestLine);
    std::string line;
    while (true) {
      const LineReader::Result result = lines.next(line);
      if (result == LineReader::Result::kEnd) return;
      const Location where{file_.shown, lines.line_number()};
      if (result == LineReader::Result::kTooLong) {
        problems_({ProblemKind::kTooLong, where,
                   "is longer than " + std::to_string(kLongestLine / kMebibyte) +
                       " MiB; the line is skipped"});
        continue;
      }
      if (line.find_first_not_of(" \t\xEF\xBB\xBF") == std::string::npos) continue;
      if (auto raw = read_line(line, where)) {
        raw->encoding = text.encoding;
        raw->bytes_read = text.input->bytes_read();
        sink(std::move(*raw));
      }
    }
  }

 private:
  std::optional<RawArticle> read_line(const std::string& line, const Location& where) const {
    json object;
    std::set<std::string> names;  // of all fields, for a message
    const auto keep = [&](int depth, json::parse_event_t event, json& value) {
      constexpr int kDeepest = 8;  // of objects that --map leads into
      if (depth > kDeepest) return false;
      if (depth != 1 || event != json::parse_event_t::key) return true;
      const auto& name = value.get_ref<const std::string&>();
      constexpr std::size_t kNamesTold = 12;
      if (names.size() < kNamesTold) names.insert(name);
      return wanted_.contains(name);
    };
    try {
      object = json::parse(make_valid(line, where, false, problems_), keep);
    } catch (const json::parse_error& error) {
      problems_({ProblemKind::kBrokenJson, where,
                 "is no JSON (at byte " + std::to_string(error.byte) + "); the line is skipped"});
      return std::nullopt;
    } catch (const json::out_of_range&) {
      problems_({ProblemKind::kBrokenJson, where,
                 "has a number that is too large for any program; the line is skipped"});
      return std::nullopt;
    }
    if (!object.is_object()) {
      problems_({ProblemKind::kBrokenJson, where,
                 std::string("is ") + object.type_name() +
                     " where an object is wanted; the line is skipped"});
      return std::nullopt;
    }
    const Record record(object, fields_, where, problems_);
    if (!record.has("body") && !record.has("title")) {
      std::string all;
      for (const std::string& name : names) all += (all.empty() ? "`" : ", `") + name + "`";
      problems_({ProblemKind::kEmptyArticle, where,
                 "has no text: there is no field `" + their_name(fields_, "body") +
                     "`; the article is skipped. Its fields are " + (all.empty() ? "none" : all) +
                     "; name the one with the text by --map body=FIELD"});
      return std::nullopt;
    }
    RawArticle raw;
    raw.where = where;
    raw.stated.id = record.text("id");
    raw.stated.title = line_of(record.text("title"));
    raw.stated.body = record.text("body");
    raw.stated.url = record.text("url");
    raw.stated.source = record.text("source");
    raw.stated.author = line_of(record.text("author"));
    raw.stated.published = record.moment("published");
    raw.stated.updated = record.moment("updated");
    raw.stated.keywords = record.list("keywords");
    raw.stated.language = extract::language_code(record.text("language"));
    raw.markup = markup_of(record, raw.stated.body);
    return raw;
  }

  // A title or a name: one line, its entities resolved and without its markup, if it has any. What
  // only speaks of tags (`<script>`) keeps them.
  static std::string line_of(const std::string& text) {
    const bool has_entities =
        text.find('<') == std::string::npos && text.find('&') < text.rfind(';');
    return has_entities || looks_like_html(text) ? extract::html_to_line(text) : text;
  }

  static extract::Markup markup_of(const Record& record, const std::string& body) {
    const std::string format = record.text("format");
    const bool is_html = format == "html" || (format != "text" && looks_like_html(body));
    return is_html ? extract::Markup::kFragment : extract::Markup::kNone;
  }

  const SourceFile& file_;
  const FieldMap& fields_;
  std::set<std::string, std::less<>> wanted_;
  const ProblemSink& problems_;
};

}  // namespace

FieldMap parse_field_map(std::string_view text) {
  FieldMap fields;
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), pair.size() + 1));
    const std::size_t equals = pair.find('=');
    const std::string_view ours = pair.substr(0, equals);
    if (equals == std::string_view::npos || equals + 1 == pair.size() ||
        std::find(kFields.begin(), kFields.end(), ours) == kFields.end()) {
      std::string all;
      for (const std::string_view field : kFields)
        all.append(all.empty() ? "" : ", ").append(field);
      throw std::invalid_argument("--map: `" + std::string(pair) +
                                  "` should be FIELD=NAME, where FIELD is one of " + all +
                                  " and NAME is what the lines call it");
    }
    fields.insert_or_assign(std::string(ours), std::string(pair.substr(equals + 1)));
  }
  return fields;
}

void read_json_lines(const SourceFile& file, TextInput& text, const FieldMap& fields,
                     const RawArticleSink& sink, const ProblemSink& problems) {
  JsonLinesReader(file, fields, problems).read(text, sink);
}

}  // namespace fihrist::indexer
