// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/sources/xml_input.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <string_view>

#include "arabic/decode.h"

namespace fihrist::indexer {
namespace {

constexpr std::size_t kChunk = std::size_t{64} * 1024;
// What must be seen at once: the longest reference, and the words that begin and end sections.
constexpr std::size_t kLookahead = 16;

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

// Production 2 of XML 1.0.
bool is_xml_character(std::uint32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) ||
         (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

// Whether what follows a `<` makes it one of a tag, a comment, a section or an instruction.
bool begins_markup(std::string_view rest) {
  if (rest.empty()) return true;
  const auto c = static_cast<unsigned char>(rest[0]);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80 || c == '_' || c == '/' ||
         c == '!' || c == '?';
}

// Bytes at the end of `bytes` that may be the begin of a character.
std::size_t unfinished_bytes(std::string_view bytes) {
  for (std::size_t back = 1; back <= 3 && back <= bytes.size(); ++back) {
    const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
    if ((byte & 0xC0U) == 0x80U) continue;
    const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

}  // namespace

std::size_t XmlInput::read(char* buffer, std::size_t size) {
  while (given_ == ready_.size() && !(ended_ && raw_.empty())) fill();
  const std::size_t got = std::min(size, ready_.size() - given_);
  std::memcpy(buffer, ready_.data() + given_, got);
  given_ += got;
  return got;
}

void XmlInput::fill() {
  ready_.clear();
  given_ = 0;
  const std::size_t before = bytes_.size();
  bytes_.resize(before + kChunk);
  const std::size_t got = input_.read(bytes_.data() + before, kChunk);
  bytes_.resize(before + got);
  ended_ = got == 0;
  take_valid();
  convert(ended_);
}

// Moves whole characters from bytes_ to raw_, well-formed.
void XmlInput::take_valid() {
  const std::size_t whole = bytes_.size() - unfinished_bytes(bytes_);
  const std::string_view bytes = std::string_view(bytes_).substr(0, whole);
  const auto invalid = arabic::find_invalid_utf8(bytes);
  if (invalid && !ill_formed_line_) {
    const std::string_view before = bytes.substr(0, *invalid);
    ill_formed_line_ =
        line_ + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  }
  line_ += static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  raw_ += invalid ? arabic::to_valid_utf8(bytes) : std::string(bytes);
  bytes_.erase(0, whole);
}

void XmlInput::convert(bool last) {
  std::size_t at = 0;
  const auto begins = [&](std::string_view word) {
    return std::string_view(raw_).substr(at).starts_with(word);
  };
  const auto copy = [&](std::size_t count) {
    ready_.append(raw_, at, count);
    at += count;
  };
  while (at < raw_.size() && (last || raw_.size() - at >= kLookahead)) {
    const char c = raw_[at];
    switch (part_) {
      case Part::kText:
        if (c == '&') {
          at = take_ampersand(at);
        } else if (c == '<' && !begins_markup(std::string_view(raw_).substr(at + 1))) {
          ready_ += "&lt;";
          ++at;
        } else if (begins("<![CDATA[")) {
          part_ = Part::kCdata;
          copy(9);
        } else if (begins("<!--")) {
          part_ = Part::kComment;
          copy(4);
        } else if (begins("<!DOCTYPE")) {
          part_ = Part::kDoctype;
          brackets_ = 0;
          quote_ = '\0';
          at += 9;
        } else {
          if (c == '<') {
            part_ = Part::kTag;
            tag_bytes_ = 0;
          }
          ready_ += is_control(c) ? ' ' : c;
          ++at;
        }
        break;
      case Part::kTag:
        if (c == '>') part_ = Part::kText;
        if (c != '>' && ++tag_bytes_ > kLongestTag) {
          ++at;
        } else if (c == '&') {
          at = take_ampersand(at);
        } else {
          ready_ += is_control(c) ? ' ' : c;
          ++at;
        }
        break;
      case Part::kCdata:
      case Part::kComment:
        if (begins(part_ == Part::kCdata ? "]]>" : "-->")) {
          part_ = Part::kText;
          copy(3);
        } else {
          ready_ += is_control(c) ? ' ' : c;
          ++at;
        }
        break;
      case Part::kDoctype:
        if (c == '\n') ready_ += c;  // so that lines keep their numbers
        if (quote_ != '\0') {
          if (c == quote_) quote_ = '\0';
        } else if (c == '"' || c == '\'') {
          quote_ = c;
        } else if (c == '[') {
          ++brackets_;
        } else if (c == ']') {
          --brackets_;
        } else if (c == '>' && brackets_ <= 0) {
          part_ = Part::kText;
        }
        ++at;
        break;
    }
  }
  raw_.erase(0, at);
}

// Converts what begins with the `&` at `at`; returns what follows it.
std::size_t XmlInput::take_ampersand(std::size_t at) {
  const std::string_view rest = std::string_view(raw_).substr(at + 1, kLookahead - 1);
  const std::size_t end = rest.find(';');
  const std::string_view name = rest.substr(0, std::min(end, rest.size()));
  if (end != std::string_view::npos) {
    if (name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos") {
      ready_.append("&").append(name).append(";");
      return at + 1 + name.size() + 1;
    }
    if (name.starts_with('#')) {
      const bool hexadecimal = name.starts_with("#x");
      const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
      std::uint32_t character = 0;
      const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(),
                                                 character, hexadecimal ? 16 : 10);
      if (error == std::errc() && stop == digits.data() + digits.size()) {
        if (is_xml_character(character)) {
          ready_.append("&").append(name).append(";");
        } else {
          ready_ += ' ';
        }
        return at + 1 + name.size() + 1;
      }
    }
  }
  ready_ += "&amp;";
  return at + 1;
}

}  // namespace fihrist::indexer
