// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/xml.h"

#include <doctest/doctest.h>

#include <string>

#include "server/http/feeds.h"

namespace {

using namespace fihrist;
using namespace std::string_literals;

}  // namespace

TEST_CASE("text in XML") {
  struct Row {
    std::string text;
    std::string xml;
  };
  const Row rows[] = {
      {"", ""},
      {"كلمة", "كلمة"},
      {"<a href=\"x\">&amp;</a>", "&lt;a href=&quot;x&quot;&gt;&amp;amp;&lt;/a&gt;"},
      {"]]>", "]]&gt;"},
      {"a\tb\nc\rd", "a&#9;b&#10;c&#13;d"},
      // What XML 1.0 cannot say.
      {"a\0b\x01\x0B\x1F"s, "a\uFFFDb\uFFFD\uFFFD\uFFFD"},
      {"\xEF\xBF\xBE \xEF\xBF\xBF", "\uFFFD \uFFFD"},
      // What only looks like it.
      {"\x7F \xC2\x85 \uFFFD \uFFFC \uFDD0 \U0001FFFF",
       "\x7F \xC2\x85 \uFFFD \uFFFC \uFDD0 \U0001FFFF"},
      {"\xEF\xBF", "\xEF\xBF"},
      {"\u202Eab\u202C \u200F", "\u202Eab\u202C \u200F"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(http::escape_xml(row.text) == row.xml);
  }
}

TEST_CASE("elements are closed in their order") {
  http::XmlWriter xml;
  xml.open("a", {{"b", "\"<\n"}});
  xml.element("c", "1 < 2", {{"d", "e"}});
  xml.open("f");
  xml.empty_element("g", {{"h", "&"}});
  CHECK(xml.finish() ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<a b=\"&quot;&lt;&#10;\">\n<c d=\"e\">1 &lt; 2</c>\n<f>\n<g h=\"&amp;\"/>\n</f>\n</a>\n");
}

TEST_CASE("dates of RSS keep the clock of their source") {
  const auto written = [](const char* text) {
    return http::to_rfc822(index::parse_iso_8601(text).value());
  };
  CHECK(written("2024-11-25T20:06:00+03:00") == "Mon, 25 Nov 2024 20:06:00 +0300");
  CHECK(written("2020-06-03T01:30:00+04:00") == "Wed, 03 Jun 2020 01:30:00 +0400");
  CHECK(written("2024-02-29") == "Thu, 29 Feb 2024 00:00:00 +0000");
  CHECK(written("2000-01-01T00:00:00-09:30") == "Sat, 01 Jan 2000 00:00:00 -0930");
  CHECK(written("0999-12-31T23:59:59Z") == "Tue, 31 Dec 0999 23:59:59 +0000");
}

TEST_CASE("a search at another path") {
  CHECK(http::feed_path("/search.atom", {}) == "/search.atom");
  CHECK(http::feed_path("/search.atom", {{"page", "3"}}) == "/search.atom");
  CHECK(http::feed_path("/", {{"q", "a&b=c #+\"<"}, {"source", "x"}, {"source", "y"}}) ==
        "/?q=a%26b%3Dc%20%23%2B%22%3C&source=x&source=y");
}
