// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/pages.h"

#include <cstdio>
#include <kainjow/mustache.hpp>
#include <sstream>

#include "arabic/month_names.h"
#include "server/http/html.h"
#include "server/http/notes.h"
#include "server/web/assets.h"

namespace fihrist::http {
namespace {

namespace mustache = kainjow::mustache;
using mustache::data;

std::string render(std::string_view template_name, data& values) {
  values.set("style_url", std::string(web::asset("style.css").url));
  values.set("icon_url", std::string(web::asset("icon.svg").url));
  mustache::mustache page(std::string(web::asset(template_name).content));
  return page.render(values);
}

std::string arabic_date(const index::Moment& moment) {
  const std::chrono::year_month_day date(moment.day());
  return std::to_string(static_cast<unsigned>(date.day())) + " " +
         arabic::month_name(static_cast<unsigned>(date.month())) + " " +
         std::to_string(static_cast<int>(date.year()));
}

// `1 result` in the five ways of Arabic (the cases of CLDR's plural rules).
std::string count_results(const search::SearchResults& results) {
  const std::uint64_t n = results.total;
  const std::string number = std::to_string(n);
  if (n == 0) return "لا نتائج";
  if (!results.total_is_exact) return "أكثر من " + number + " نتيجة";
  if (n == 1) return "نتيجة واحدة";
  if (n == 2) return "نتيجتان";
  if (n % 100 >= 3 && n % 100 <= 10) return number + " نتائج";
  return number + " نتيجة";
}

std::string page_url(const search::SearchRequest& request, std::size_t page) {
  std::string url = "/?q=" + encode_url(request.query);
  if (page > 1) url += "&page=" + std::to_string(page);
  if (request.per_page != search::SearchRequest().per_page) {
    url += "&per_page=" + std::to_string(request.per_page);
  }
  return url;
}

std::string article_url(const std::string& id, const std::string& query) {
  return "/article/" + encode_url(id) + (query.empty() ? "" : "?q=" + encode_url(query));
}

void set_byline(const index::Article& article, data& values) {
  if (!article.source.empty()) values.set("source", article.source);
  if (!article.author.empty()) values.set("author", article.author);
  if (article.published) {
    values.set("date", arabic_date(*article.published));
    values.set("date_iso", index::to_rfc3339(*article.published));
  }
  values.set("has_byline",
             !article.source.empty() || !article.author.empty() || article.published.has_value());
}

data describe(const search::Hit& hit, const std::string& query) {
  data values;
  values.set("url", article_url(hit.article.id, query));
  values.set("title_html",
             hit.article.title.empty() ? escape_html(hit.opening) : to_html(hit.title));
  values.set("snippet_html", to_html(hit.snippet));
  set_byline(hit.article, values);
  return values;
}

// The body's paragraphs as HTML, marks and all.
data paragraphs(const search::MarkedText& body) {
  data list{data::type::list};
  std::size_t begin = 0;
  auto mark = body.marks.begin();
  while (begin < body.text.size()) {
    const std::size_t end = std::min(body.text.find('\n', begin), body.text.size());
    search::MarkedText paragraph{body.text.substr(begin, end - begin), {}};
    for (; mark != body.marks.end() && mark->end <= end; ++mark) {
      paragraph.marks.push_back({mark->begin - static_cast<std::uint32_t>(begin),
                                 mark->end - static_cast<std::uint32_t>(begin)});
    }
    list.push_back(data(to_html(paragraph)));
    begin = end + 1;
  }
  return list;
}

bool is_web_url(const std::string& url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

}  // namespace

std::string start_page(const search::IndexStatus& status) {
  data start;
  start.set("articles", std::to_string(status.articles));
  data values;
  values.set("start", start);
  return render("search.html", values);
}

std::string results_page(const search::SearchRequest& request,
                         const search::SearchResults& results) {
  data hits{data::type::list};
  for (const search::Hit& hit : results.hits) hits.push_back(describe(hit, request.query));
  data notes{data::type::list};
  for (const search::Note& note : results.notes) notes.push_back(data(arabic_text(note)));

  std::ostringstream took;
  took.precision(1);
  took << std::fixed << results.took_ms;
  data shown;
  shown.set("total", count_results(results));
  shown.set("took_ms", took.str());
  shown.set("notes", notes);
  shown.set("hits", hits);
  shown.set("first", std::to_string((request.page - 1) * request.per_page + 1));
  shown.set("page", std::to_string(request.page));
  const bool more = results.total > request.page * request.per_page &&
                    (request.page + 1) * request.per_page <= search::kDeepestResult;
  shown.set("has_pages", more || request.page > 1);
  if (request.page > 1) shown.set("previous_url", page_url(request, request.page - 1));
  if (more) shown.set("next_url", page_url(request, request.page + 1));

  data values;
  values.set("query", request.query);
  values.set("feed_query", "?q=" + encode_url(request.query));
  values.set("results", shown);
  return render("search.html", values);
}

std::string article_page(const search::HighlightedArticle& found, const std::string& query) {
  const index::Article& article = found.article;
  data values;
  if (article.title.empty()) {
    values.set("heading", found.opening);
    values.set("heading_html", escape_html(found.opening));
  } else {
    values.set("heading", article.title);
    values.set("heading_html", to_html(found.title));
  }
  set_byline(article, values);
  if (is_web_url(article.url)) values.set("original_url", article.url);
  if (!query.empty()) values.set("back_url", "/?q=" + encode_url(query));
  values.set("paragraphs", paragraphs(found.body));
  return render("article.html", values);
}

std::string problem_page(const Problem& problem, const std::string& query) {
  data values;
  values.set("query", query);
  values.set("problem", problem.detail);
  return render("search.html", values);
}

}  // namespace fihrist::http
