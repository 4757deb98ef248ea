// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/xml.h"

namespace fihrist::http {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

// The bytes of U+FFFE and U+FFFF but the last, which is 0xBE or 0xBF.
constexpr std::string_view kBeforeNoCharacter = "\xEF\xBF";

bool is_no_character(std::string_view text) {
  return text.size() >= 3 && text.starts_with(kBeforeNoCharacter) &&
         (text[2] == '\xBE' || text[2] == '\xBF');
}

}  // namespace

std::string escape_xml(std::string_view text) {
  std::string xml;
  xml.reserve(text.size() + text.size() / 16);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    switch (c) {
      case '&':
        xml += "&amp;";
        break;
      case '<':
        xml += "&lt;";
        break;
      case '>':  // or `]]>` would not be text
        xml += "&gt;";
        break;
      case '"':
        xml += "&quot;";
        break;
      // As they are, a parser would make spaces of them in attributes, and drop the last anywhere.
      case '\t':
        xml += "&#9;";
        break;
      case '\n':
        xml += "&#10;";
        break;
      case '\r':
        xml += "&#13;";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          xml += kReplacement;
        } else if (is_no_character(text.substr(i))) {
          xml += kReplacement;
          i += 2;
        } else {
          xml += c;
        }
    }
  }
  return xml;
}

XmlWriter::XmlWriter() : xml_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {}

void XmlWriter::begin_tag(std::string_view name, Attributes attributes) {
  xml_.append("<").append(name);
  for (const auto& [key, value] : attributes) {
    xml_.append(" ").append(key).append("=\"").append(escape_xml(value)).append("\"");
  }
}

void XmlWriter::open(std::string_view name, Attributes attributes) {
  begin_tag(name, attributes);
  xml_ += ">\n";
  open_.emplace_back(name);
}

void XmlWriter::close() {
  xml_.append("</").append(open_.back()).append(">\n");
  open_.pop_back();
}

void XmlWriter::element(std::string_view name, std::string_view text, Attributes attributes) {
  begin_tag(name, attributes);
  xml_.append(">").append(escape_xml(text)).append("</").append(name).append(">\n");
}

void XmlWriter::empty_element(std::string_view name, Attributes attributes) {
  begin_tag(name, attributes);
  xml_ += "/>\n";
}

std::string XmlWriter::finish() {
  while (!open_.empty()) close();
  return std::move(xml_);
}

}  // namespace fihrist::http
