// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Writes XML 1.0: elements that are closed in their order, and text that is escaped here, once.
//
// Text of articles holds all that UTF-8 can say, and XML 1.0 has no way at all to say some of it:
// control characters, and the two code points that end the basic plane. Such a character becomes
// U+FFFD, the sign for one that cannot be shown: left out, it would join two words, and as it is it
// would end the reader's parser. Everything else comes through, line ends and direction marks too.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fihrist::http {

// Valid UTF-8 as the text of an element or the value of an attribute.
std::string escape_xml(std::string_view text);

class XmlWriter {
 public:
  using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  // Begins the document.
  XmlWriter();

  void open(std::string_view name, Attributes attributes = {});
  void close();  // the element that was opened last
  void element(std::string_view name, std::string_view text, Attributes attributes = {});
  void empty_element(std::string_view name, Attributes attributes);

  // Closes what is open, and ends the document.
  std::string finish();

 private:
  void begin_tag(std::string_view name, Attributes attributes);

  std::string xml_;
  std::vector<std::string> open_;
};

}  // namespace fihrist::http
