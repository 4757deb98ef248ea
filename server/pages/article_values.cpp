// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/pages/article_values.h"

#include "server/pages/html.h"
#include "server/pages/links.h"
#include "server/pages/page_texts.h"

namespace fihrist::pages {
namespace {

void set_or_leave_out(const char* name, const std::string& text, Values& values) {
  values.set(name, text.empty() ? Values(Values::type::bool_false) : Values(text));
}

}  // namespace

void set_byline(const index::Article& article, Language language, Values& values) {
  set_or_leave_out("source", article.source, values);
  set_or_leave_out("author", article.author, values);
  set_or_leave_out("date", article.published ? date_text(*article.published, language) : "",
                   values);
  if (article.published) values.set("date_iso", index::to_rfc3339(*article.published));
  values.set("has_byline",
             !article.source.empty() || !article.author.empty() || article.published.has_value());
}

Values describe(const search::Hit& hit, const PageRequest& request) {
  Values values;
  values.set("url", article_url(hit.article.id, request));
  values.set("title_html", !hit.article.title.empty() ? to_html(hit.title)
                           : !hit.opening.empty()     ? escape_html(hit.opening)
                                                      : escape_html(hit.article.id));
  set_or_leave_out("lang", language_tag(hit.article), values);
  set_byline(hit.article, request.language, values);
  return values;
}

std::string date_text(const index::Moment& moment, Language language) {
  return date_text(std::chrono::year_month_day(moment.day()), language);
}

}  // namespace fihrist::pages
