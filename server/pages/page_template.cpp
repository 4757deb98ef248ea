// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/pages/page_template.h"

#include <array>
#include <span>

#include "server/pages/html.h"
#include "server/pages/links.h"
#include "server/pages/page_texts.h"
#include "server/web/assets.h"

namespace fihrist::pages {
namespace {

namespace mustache = kainjow::mustache;

constexpr std::array kSearchScripts = {"search_box.js", "results.js", "result_keys.js",
                                       "similar.js", "shortcuts.js"};
constexpr std::array kReadingScripts = {"search_box.js", "shortcuts.js", "reading.js"};

Values all_texts(Language language) {
  Values texts;
  for (const PageText& text : page_texts()) {
    texts.set(text.name, language == Language::kArabic ? text.arabic : text.english);
  }
  return texts;
}

Values partial(const char* name) {
  return Values(mustache::partial([name] { return std::string(web::asset(name).content); }));
}

Values feeds_of(const PageRequest& request) {
  struct Kind {
    const char* path;
    const char* name;
    const char* type;
  };
  constexpr Kind kKinds[] = {{"/search.atom", "Atom", "application/atom+xml"},
                             {"/search.rss", "RSS", "application/rss+xml"},
                             {"/search.json", "JSON Feed", "application/feed+json"}};
  // A feed is read for what is new in it, so it begins at its first page and has its own order.
  search::SearchRequest whole = request.search;
  whole.page = 1;
  whole.per_page = search::SearchRequest().per_page;
  whole.sort = search::Sort::kRelevance;
  Values feeds = list_of_values();
  for (const Kind& kind : kKinds) {
    Values feed;
    feed.set("url", search_url_at(kind.path, whole));
    feed.set("name", kind.name);
    feed.set("type", kind.type);
    feeds.push_back(feed);
  }
  return feeds;
}

Values scripts_of(const Frame& frame) {
  Values scripts = list_of_values();
  const std::span<const char* const> names =
      frame.is_reading ? std::span<const char* const>(kReadingScripts) : kSearchScripts;
  for (const char* name : names) scripts.push_back(Values(std::string(web::asset(name).url)));
  return scripts;
}

}  // namespace

std::string render(std::string_view template_name, const PageRequest& request, const Frame& frame,
                   Values values) {
  values.set("t", all_texts(request.language));
  values.set("top", partial("top.html"));
  values.set("bottom", partial("bottom.html"));
  values.set("byline", partial("byline.html"));
  values.set("style_url", std::string(web::asset("style.css").url));
  values.set("icon_url", std::string(web::asset("icon.svg").url));
  values.set("scripts", scripts_of(frame));
  values.set("page_title", close_directions(frame.title));
  values.set("query", request.search.query);
  values.set("home_url", search_url(fresh(request)));
  values.set("other_language_url", frame.other_language_url);
  if (request.is_language_chosen) values.set("chosen_lang", tag_of(request.language));
  if (frame.has_feeds) values.set("feeds", feeds_of(request));
  mustache::mustache page(std::string(web::asset(template_name).content));
  return page.render(values);
}

std::string window_title(const std::string& subject, Language language) {
  const std::string brand = text_of("brand", language);
  return subject.empty() ? brand : close_directions(subject) + " – " + brand;
}

}  // namespace fihrist::pages
