// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The vocabularies of feeds, and what an item of one says by them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "index/article.h"
#include "indexer/sources/reader.h"

namespace fihrist::indexer {

// Whether a namespace is that of RSS itself (0.9 to 2.0), of Atom, or of Dublin Core.
bool is_rss(std::string_view space);
bool is_atom(std::string_view space);
bool is_dublin_core(std::string_view space);

// Appends `text` as HTML that shows it.
void append_escaped(std::string_view text, std::string& html);

// An element of an item or of the channel.
struct FeedField {
  std::string name;
  std::string space;        // its namespace
  std::string type;         // of Atom: text, html or xhtml
  std::string link;         // Atom's href, where it leads to the article
  std::string label;        // Atom's name of a category
  std::string text;         // markup, if it is xhtml; its text as it stands otherwise
  std::string name_inside;  // of Atom's author: the name among its address and e-mail

  std::string plain_text() const;
  std::string html() const;  // whatever Atom's type of it is
  std::string line() const;  // a title or a name, without its markup
};

// One item, as its elements come.
class FeedItem {
 public:
  explicit FeedItem(Location where) { raw_.where = std::move(where); }

  void take(const FeedField& field);

  const Location& where() const { return raw_.where; }
  // Not a draft, a page, an attachment or a menu of WordPress.
  bool is_published() const { return is_published_; }
  // The first date that could not be read, as it stands there.
  const std::optional<std::string>& bad_date() const { return bad_date_; }

  // What the item states, once it is whole; from the feed, where the item itself says nothing.
  RawArticle finish(const std::string& source, const std::string& language) &&;

 private:
  void take_rss_field(const FeedField& field);
  void take_atom_field(const FeedField& field);
  void take_wordpress_field(const FeedField& field);
  void take_date(const FeedField& field, std::optional<index::Moment>& date);
  void add_keyword(std::string keyword);

  RawArticle raw_;
  std::string summary_;
  std::optional<std::string> bad_date_;
  bool is_published_ = true;
  bool is_of_wordpress_ = false;
};

}  // namespace fihrist::indexer
