// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/html.h"

namespace fihrist::http {
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

}  // namespace

std::string escape_html(std::string_view text) {
  std::string html;
  html.reserve(text.size() + text.size() / 16);
  append_escaped(text, html);
  return html;
}

std::string to_html(const search::MarkedText& marked) {
  const std::string_view text = marked.text;
  std::string html;
  html.reserve(text.size() + marked.marks.size() * 13 + text.size() / 16);
  std::size_t shown = 0;
  for (const arabic::ByteRange& mark : marked.marks) {
    append_escaped(text.substr(shown, mark.begin - shown), html);
    html += "<mark>";
    append_escaped(text.substr(mark.begin, mark.end - mark.begin), html);
    html += "</mark>";
    shown = mark.end;
  }
  append_escaped(text.substr(shown), html);
  return html;
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

}  // namespace fihrist::http
