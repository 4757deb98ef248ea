// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/sources/feed_item.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "indexer/extract/html_line.h"
#include "indexer/extract/stated_dates.h"
#include "indexer/extract/trim.h"
#include "indexer/sources/clean_text.h"

namespace fihrist::indexer {
namespace {

// RSS itself, in all its versions, and the modules whose elements are read.
constexpr std::string_view kRss[] = {
    "", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/", "http://backend.userland.com/rss2"};
constexpr std::string_view kAtom[] = {"http://www.w3.org/2005/Atom",
                                      "http://purl.org/atom/ns#"};  // 1.0 and 0.3
constexpr std::string_view kDublinCore = "http://purl.org/dc/elements/1.1/";
constexpr std::string_view kContent = "http://purl.org/rss/1.0/modules/content/";
constexpr std::string_view kWordPress = "http://wordpress.org/export/";  // and a version

template <std::size_t n>
bool is_one_of(std::string_view space, const std::string_view (&spaces)[n]) {
  return std::find(std::begin(spaces), std::end(spaces), space) != std::end(spaces);
}

// RSS wants `desk@paper.example (Name)`, and newspapers write what they like.
std::string name_of_author(const std::string& author) {
  const std::size_t open = author.find('(');
  if (author.find('@') == std::string::npos) return author;
  if (open == std::string::npos) return {};
  return author.substr(open + 1, author.find(')', open) - open - 1);
}

// The older editor of WordPress saves no <p>: a blank line parts paragraphs.
std::string with_paragraphs(const std::string& text) {
  std::string html;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t gap = std::min(text.find("\n\n", at), text.size());
    html.append(text, at, gap - at);
    if (gap < text.size()) html += "\n<br>\n";
    at = gap + 2;
  }
  return html;
}

}  // namespace

bool is_rss(std::string_view space) { return is_one_of(space, kRss); }
bool is_atom(std::string_view space) { return is_one_of(space, kAtom); }
bool is_dublin_core(std::string_view space) { return space == kDublinCore; }

void append_escaped(std::string_view text, std::string& html) {
  for (const char c : text) {
    if (c == '&') {
      html += "&amp;";
    } else if (c == '<') {
      html += "&lt;";
    } else {
      html += c;
    }
  }
}

std::string FeedField::plain_text() const { return clean_text(extract::trim(text)); }

std::string FeedField::html() const {
  if (!is_atom(space) || (!type.empty() && type != "text")) return plain_text();
  std::string html;
  append_escaped(plain_text(), html);
  return html;
}

std::string FeedField::line() const { return extract::html_to_line(html()); }

void FeedItem::take(const FeedField& field) {
  const std::string& name = field.name;
  const std::string_view space = field.space;
  if (is_atom(space)) {
    take_atom_field(field);
  } else if (space == kContent && name == "encoded") {
    raw_.stated.body = field.plain_text();
  } else if (is_dublin_core(space) && name == "creator") {
    if (raw_.stated.author.empty()) raw_.stated.author = field.line();
  } else if (is_dublin_core(space) && name == "date") {
    take_date(field, raw_.stated.published);
  } else if (space.starts_with(kWordPress)) {
    take_wordpress_field(field);
  } else if (is_rss(space)) {
    take_rss_field(field);
  }
}

void FeedItem::take_rss_field(const FeedField& field) {
  const std::string& name = field.name;
  index::Article& stated = raw_.stated;
  if (name == "title") {
    stated.title = field.line();
  } else if (name == "link") {
    stated.url = field.plain_text();
  } else if (name == "guid") {
    stated.id = field.plain_text();
  } else if (name == "description") {
    summary_ = field.plain_text();
  } else if (name == "pubDate") {
    take_date(field, stated.published);
  } else if (name == "author" && stated.author.empty()) {
    stated.author = name_of_author(field.line());
  } else if (name == "category") {
    add_keyword(field.line());
  } else if (name == "source") {
    stated.source = field.line();
  }
}

void FeedItem::take_atom_field(const FeedField& field) {
  const std::string& name = field.name;
  index::Article& stated = raw_.stated;
  if (name == "title") {
    stated.title = field.line();
  } else if (name == "id") {
    stated.id = field.plain_text();
  } else if (name == "link") {
    if (stated.url.empty()) stated.url = field.link;
  } else if (name == "published" || name == "issued" || name == "created") {
    take_date(field, stated.published);
  } else if (name == "updated" || name == "modified") {
    take_date(field, stated.updated);
  } else if (name == "content") {
    stated.body = field.html();
  } else if (name == "summary") {
    summary_ = field.html();
  } else if (name == "category") {
    add_keyword(field.label);
  } else if (name == "author" && stated.author.empty()) {
    stated.author = clean_text(extract::trim(field.name_inside));
  }
}

void FeedItem::take_wordpress_field(const FeedField& field) {
  const std::string& name = field.name;
  is_of_wordpress_ = true;
  const std::string value = field.plain_text();
  if (name == "post_type" && value != "post") is_published_ = false;
  if (name == "status" && value != "publish") is_published_ = false;
  // In UTC, which is more than the day of pubDate says; a post that was never dated has zeros.
  constexpr std::string_view kNever = "0000";
  if (value.starts_with(kNever)) return;
  if (name == "post_date_gmt") take_date(field, raw_.stated.published);
  if (name == "post_modified_gmt") take_date(field, raw_.stated.updated);
}

void FeedItem::take_date(const FeedField& field, std::optional<index::Moment>& date) {
  const std::string text = field.plain_text();
  if (text.empty()) return;
  if (const auto found = extract::read_stated_date(text)) {
    date = found;
  } else if (!bad_date_) {
    bad_date_ = text;
  }
}

void FeedItem::add_keyword(std::string keyword) {
  if (!keyword.empty()) raw_.stated.keywords.push_back(std::move(keyword));
}

RawArticle FeedItem::finish(const std::string& source, const std::string& language) && {
  index::Article& stated = raw_.stated;
  if (stated.body.empty()) stated.body = std::move(summary_);
  if (is_of_wordpress_) stated.body = with_paragraphs(stated.body);
  if (stated.source.empty()) stated.source = source;
  stated.language = language;
  raw_.markup = extract::Markup::kFragment;
  return std::move(raw_);
}

}  // namespace fihrist::indexer
