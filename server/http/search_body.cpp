// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/search_body.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

#include "server/http/problem.h"

namespace fihrist::http {
namespace {

using Json = nlohmann::json;

enum class JsonType { kString, kWhole, kDecimal, kBoolean, kOther };

// What a value should be, for the complaint.
std::string wanted_type(ParameterKind kind) {
  switch (kind) {
    case ParameterKind::kText:
      return "a string";
    case ParameterKind::kWhole:
      return "a whole number";
    case ParameterKind::kDecimal:
      return "a number";
    case ParameterKind::kSwitch:
      return "true or false";
    case ParameterKind::kNames:
    case ParameterKind::kList:
      return "a string or a list of strings";
  }
  return {};
}

bool fits(JsonType type, ParameterKind kind) {
  switch (kind) {
    case ParameterKind::kWhole:
      return type == JsonType::kWhole;
    case ParameterKind::kDecimal:
      return type == JsonType::kWhole || type == JsonType::kDecimal;
    case ParameterKind::kSwitch:
      return type == JsonType::kBoolean;
    case ParameterKind::kText:
    case ParameterKind::kNames:
    case ParameterKind::kList:
      return type == JsonType::kString;
  }
  return false;
}

bool takes_list(ParameterKind kind) {
  return kind == ParameterKind::kNames || kind == ParameterKind::kList;
}

// Called by the parser for each token, and stops it by throwing.
class BodyReader : public nlohmann::json_sax<Json> {
 public:
  Parameters take() { return std::move(parameters_); }

  bool start_object(std::size_t) override {
    if (current_ != nullptr) refuse_type();
    is_object_ = true;
    return true;
  }

  bool key(string_t& name) override {
    current_ = &search_parameter(name);
    if (!seen_.insert(current_->name).second) {
      throw RequestError(bad_parameter(name, "`" + name + "` is given more than once."));
    }
    return true;
  }

  bool end_object() override { return true; }

  bool start_array(std::size_t) override {
    require_object();
    if (in_list_ || !takes_list(current_->kind)) refuse_type();
    in_list_ = true;
    return true;
  }

  bool end_array() override {
    in_list_ = false;
    if (!list_.empty()) parameters_.emplace(current_->name, std::move(list_));
    list_.clear();
    return true;
  }

  bool string(string_t& text) override { return value(JsonType::kString, text); }
  bool boolean(bool is_true) override {
    return value(JsonType::kBoolean, is_true ? "true" : "false");
  }
  bool number_integer(number_integer_t number) override {
    return value(JsonType::kWhole, std::to_string(number));
  }
  bool number_unsigned(number_unsigned_t number) override {
    return value(JsonType::kWhole, std::to_string(number));
  }
  bool number_float(number_float_t number, const string_t&) override {
    std::array<char, 400> digits;  // more than the longest double has without an exponent
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number,
                                            std::chars_format::fixed);
    return value(JsonType::kDecimal, error == std::errc() ? std::string(digits.data(), end) : "");
  }
  bool null() override { return value(JsonType::kOther, ""); }
  bool binary(binary_t&) override { return value(JsonType::kOther, ""); }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    // The parser counts the byte that it stopped at.
    const std::size_t offset = position > 0 ? position - 1 : 0;
    throw RequestError(
        bad_json("The body is not valid JSON in UTF-8 from byte " + std::to_string(offset) + " on.",
                 offset));
  }

 private:
  void require_object() const {
    if (is_object_) return;
    throw RequestError(bad_json("The body must be a JSON object: {\"q\": \"WORDS\"}", 0));
  }

  [[noreturn]] void refuse_type() const {
    const std::string name(current_->name);
    throw RequestError(
        bad_parameter(name, "`" + name + "` must be " + wanted_type(current_->kind) + "."));
  }

  bool value(JsonType type, const std::string& text) {
    require_object();
    if (!fits(type, current_->kind)) refuse_type();
    if (in_list_ && current_->kind == ParameterKind::kList) {
      list_ += (list_.empty() ? "" : ",") + text;
    } else {
      parameters_.emplace(current_->name, text);
    }
    return true;
  }

  Parameters parameters_;
  std::set<std::string_view> seen_;
  const SearchParameter* current_ = nullptr;  // whose value is being read
  bool is_object_ = false;
  bool in_list_ = false;
  std::string list_;
};

}  // namespace

Parameters read_search_body(const std::string& json) {
  BodyReader reader;
  Json::sax_parse(json, &reader);
  return reader.take();
}

}  // namespace fihrist::http
