// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/pages/html.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace fihrist::pages {
namespace {

void append_escaped(std::string_view text, std::string& html) {
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        html += c;
    }
  }
}

// `open(before)` is the tag of a mark with the text `before` between it and the one before it.
template <typename Open>
std::string write(const search::MarkedText& marked, Open open) {
  const std::string_view text = marked.text;
  std::string html;
  html.reserve(text.size() + marked.marks.size() * 13 + text.size() / 16);
  std::size_t shown = 0;
  for (const arabic::ByteRange& mark : marked.marks) {
    const std::string_view before = text.substr(shown, mark.begin - shown);
    append_escaped(before, html);
    html += open(before);
    append_escaped(text.substr(mark.begin, mark.end - mark.begin), html);
    html += "</mark>";
    shown = mark.end;
  }
  append_escaped(text.substr(shown), html);
  return html;
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string html;
  html.reserve(text.size() + text.size() / 16);
  append_escaped(text, html);
  return html;
}

std::string to_html(const search::MarkedText& marked) {
  return write(marked, [](std::string_view) { return std::string("<mark>"); });
}

std::string to_html_with_anchors(const search::MarkedText& marked, std::size_t& matches) {
  bool is_first = true;
  return write(marked, [&](std::string_view before) {
    const bool goes_on = !is_first && before.find_first_not_of(" \u00A0") == std::string::npos;
    is_first = false;
    return goes_on ? "<mark>" : "<mark id=\"match-" + std::to_string(++matches) + "\">";
  });
}

std::string encode_url(std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string url;
  url.reserve(text.size() * 3);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
                       (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_' ||
                       byte == '~' || byte == '/';
    if (plain) {
      url += c;
    } else {
      url += '%';
      url += kHex[byte >> 4U];
      url += kHex[byte & 15U];
    }
  }
  return url;
}

bool is_web_url(std::string_view url) {
  return (url.starts_with("https://") || url.starts_with("http://")) &&
         std::none_of(url.begin(), url.end(),
                      [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

std::string language_tag(const index::Article& article) {
  const std::string& language = article.language;
  const bool good = !language.empty() && language.size() <= 8 &&
                    std::all_of(language.begin(), language.end(), [](char c) {
                      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                    });
  return good ? language : std::string();
}

std::string close_directions(std::string text) {
  constexpr std::string_view kPopDirection = "\u202C";  // ends an embedding or override
  constexpr std::string_view kPopIsolate = "\u2069";    // ends an isolate, and all that is in it
  constexpr std::string_view kEmbeddings[] = {"\u202A", "\u202B", "\u202D", "\u202E"};
  constexpr std::string_view kIsolates[] = {"\u2066", "\u2067", "\u2068"};
  constexpr char kFirstByte = '\xE2';  // of all of them
  std::vector<bool> open;              // whether each is an isolate
  for (std::size_t at = text.find(kFirstByte); at != std::string::npos;
       at = text.find(kFirstByte, at + 1)) {
    const std::string_view mark = std::string_view(text).substr(at, 3);
    if (std::find(std::begin(kEmbeddings), std::end(kEmbeddings), mark) != std::end(kEmbeddings)) {
      open.push_back(false);
    } else if (std::find(std::begin(kIsolates), std::end(kIsolates), mark) != std::end(kIsolates)) {
      open.push_back(true);
    } else if (mark == kPopDirection && !open.empty() && !open.back()) {
      open.pop_back();
    } else if (mark == kPopIsolate) {
      const auto isolate = std::find(open.rbegin(), open.rend(), true);
      if (isolate != open.rend()) open.erase(std::prev(isolate.base()), open.end());
    }
  }
  for (; !open.empty(); open.pop_back()) text += open.back() ? kPopIsolate : kPopDirection;
  return text;
}

}  // namespace fihrist::pages
