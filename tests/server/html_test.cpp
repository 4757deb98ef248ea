// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/pages/html.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using namespace fihrist;

// `text` with its words between brackets marked.
search::MarkedText marked(const std::string& text) {
  search::MarkedText result;
  std::size_t begin = 0;
  for (const char c : text) {
    const auto here = static_cast<std::uint32_t>(result.text.size());
    if (c == '[') {
      begin = here;
    } else if (c == ']') {
      result.marks.push_back({static_cast<std::uint32_t>(begin), here});
    } else {
      result.text += c;
    }
  }
  return result;
}

}  // namespace

TEST_CASE("text becomes HTML, and nothing of it markup but the marks") {
  struct Row {
    const char* text;
    const char* html;
  };
  const Row rows[] = {
      {"", ""},
      {"سدّ [مأرب] العظيم", "سدّ <mark>مأرب</mark> العظيم"},
      {"<b> & \"x\" 'y'", "&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39;"},
      {"[<script>]", "<mark>&lt;script&gt;</mark>"},
  };
  for (const Row& row : rows) CHECK(pages::to_html(marked(row.text)) == row.html);
}

TEST_CASE("matches are numbered, and words side by side are one match") {
  std::size_t matches = 0;
  CHECK(pages::to_html_with_anchors(marked("[سد] [مأرب] و[سد]، [سد]"), matches) ==
        "<mark id=\"match-1\">سد</mark> <mark>مأرب</mark> و<mark id=\"match-2\">سد</mark>، "
        "<mark id=\"match-3\">سد</mark>");
  CHECK(matches == 3);
  // The next paragraph goes on counting, and begins with a match of its own.
  CHECK(pages::to_html_with_anchors(marked("[سد]\u00A0[مأرب]"), matches) ==
        "<mark id=\"match-4\">سد</mark>\u00A0<mark>مأرب</mark>");
  CHECK(pages::to_html_with_anchors(marked("لا شيء"), matches) == "لا شيء");
  CHECK(matches == 4);
}

TEST_CASE("links lead to the web alone") {
  for (const char* url : {"https://a.example/x", "http://a.example"}) CHECK(pages::is_web_url(url));
  for (const char* url : {"", "javascript:alert(1)", "ftp://a.example", "https://a b",
                          "https://a\nb", " https://a", "//a.example"}) {
    CHECK(!pages::is_web_url(url));
  }
}

TEST_CASE("directions that a line leaves open end with it") {
  struct Row {
    std::string text;
    std::string added;
  };
  const Row rows[] = {
      {"", ""},
      {"كلمة \u200F\u200E\u061C", ""},
      {"\u202Eabc", "\u202C"},
      {"\u202Aabc\u202C", ""},
      {"\u202A\u202B\u202D\u202E", "\u202C\u202C\u202C\u202C"},
      {"\u2066a", "\u2069"},
      {"\u2067\u2068", "\u2069\u2069"},
      {"\u2066\u202Ea\u2069", ""},  // the isolate ends what is in it
      {"\u202E\u2066a\u2069", "\u202C"},
      {"\u202E\u2066a", "\u2069\u202C"},
      {"\u2066\u202C", "\u2069"},  // a PDF ends no isolate
      {"\u202C\u2069a", ""},
      {"\u2066a\u2069\u2069\u2067", "\u2069"},
      {"\xE2", ""},
      {"\xE2\x80", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(pages::close_directions(row.text) == row.text + row.added);
  }
}
