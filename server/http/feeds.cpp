// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/feeds.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>

#include "arabic/decode.h"
#include "server/http/html.h"
#include "server/web/assets.h"

namespace fihrist::http {
namespace {

using Json = nlohmann::ordered_json;
using index::Article;

constexpr const char* kXmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

bool is_web_url(const std::string& url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

std::string title_of_feed(const Feed& feed) {
  return feed.query.empty() ? "فهرست: أحدث المقالات" : "فهرست: " + feed.query;
}

std::string page_of(const Feed& feed) {
  return feed.base + (feed.query.empty() ? "/" : "/?q=" + encode_url(feed.query));
}

std::string link_of(const Feed& feed, const Article& article) {
  return is_web_url(article.url) ? article.url : feed.base + "/article/" + encode_url(article.id);
}

std::string title_of_hit(const search::Hit& hit) {
  return hit.article.title.empty() ? hit.opening : hit.article.title;
}

// When an article last changed, as far as it says.
std::string updated_of(const Article& article, const std::string& otherwise) {
  if (article.updated) return index::to_rfc3339(*article.updated);
  if (article.published) return index::to_rfc3339(*article.published);
  return otherwise;
}

// As RSS has dates (RFC 822, years in four digits): `Mon, 25 Nov 2024 20:06:00 +0300`.
std::string to_rfc822(const index::Moment& moment) {
  using namespace std::chrono;
  constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto local = moment.utc + moment.offset;
  const auto day = floor<days>(local);
  const year_month_day date(day);
  const hh_mm_ss time(local - day);
  const auto offset = moment.offset.count();
  const auto minutes_off = offset < 0 ? -offset : offset;
  char text[64];
  std::snprintf(text, sizeof text, "%s, %02u %s %04d %02d:%02d:%02d %c%02d%02d",
                kDays.at(weekday(day).c_encoding()), static_cast<unsigned>(date.day()),
                kMonths.at(static_cast<unsigned>(date.month()) - 1), static_cast<int>(date.year()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()), offset < 0 ? '-' : '+',
                static_cast<int>(minutes_off / 60), static_cast<int>(minutes_off % 60));
  return text;
}

std::string element(const char* name, const std::string& text) {
  if (text.empty()) return {};
  return std::string("<") + name + ">" + escape_xml(text) + "</" + name + ">\n";
}

std::string urn_of(const Article& article) {
  std::string id = encode_url(article.id);
  return "urn:fihrist:" + id;
}

}  // namespace

std::string escape_xml(std::string_view text) {
  std::u32string allowed;
  for (const char32_t c : arabic::to_utf32(text)) {
    const bool is_allowed =
        c == U'\t' || c == U'\n' || c == U'\r' || (c >= U' ' && c != U'\uFFFE' && c != U'\uFFFF');
    if (is_allowed) allowed += c;
  }
  return escape_html(arabic::to_utf8(allowed));
}

std::string to_atom(const Feed& feed) {
  std::string newest = feed.built;
  if (!feed.results.hits.empty()) {
    newest = updated_of(feed.results.hits.front().article, feed.built);
  }
  std::string xml = kXmlHead;
  xml += "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"ar\">\n";
  // The search, not the place: a feed that moves is the same feed.
  xml += element("id", "urn:fihrist:search:" + encode_url(feed.self));
  xml += element("title", title_of_feed(feed));
  xml += element("updated", newest);
  xml += "<author><name>Fihrist</name></author>\n";
  xml += "<link rel=\"self\" type=\"application/atom+xml\" href=\"" +
         escape_xml(feed.base + feed.self) + "\"/>\n";
  xml +=
      "<link rel=\"alternate\" type=\"text/html\" href=\"" + escape_xml(page_of(feed)) + "\"/>\n";
  for (const search::Hit& hit : feed.results.hits) {
    const Article& article = hit.article;
    xml += "<entry>\n";
    xml += element("id", urn_of(article));
    xml += element("title", title_of_hit(hit));
    xml += element("updated", updated_of(article, feed.built));
    if (article.published) xml += element("published", index::to_rfc3339(*article.published));
    const std::string& author = article.author.empty() ? article.source : article.author;
    if (!author.empty()) xml += "<author>\n" + element("name", author) + "</author>\n";
    xml += "<link rel=\"alternate\" href=\"" + escape_xml(link_of(feed, article)) + "\"/>\n";
    for (const std::string& keyword : article.keywords) {
      xml += "<category term=\"" + escape_xml(keyword) + "\"/>\n";
    }
    xml += "<summary type=\"html\">" + escape_xml(to_html(hit.snippet)) + "</summary>\n";
    xml += "</entry>\n";
  }
  return xml + "</feed>\n";
}

std::string to_rss(const Feed& feed) {
  std::string xml = kXmlHead;
  xml +=
      "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n";
  xml += element("title", title_of_feed(feed));
  xml += element("link", page_of(feed));
  xml += element("description", title_of_feed(feed));
  xml += element("language", "ar");
  xml += "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"" +
         escape_xml(feed.base + feed.self) + "\"/>\n";
  for (const search::Hit& hit : feed.results.hits) {
    const Article& article = hit.article;
    xml += "<item>\n";
    xml += element("title", title_of_hit(hit));
    xml += element("link", link_of(feed, article));
    xml += "<guid isPermaLink=\"false\">" + escape_xml(urn_of(article)) + "</guid>\n";
    if (article.published) xml += element("pubDate", to_rfc822(*article.published));
    xml += element("dc:creator", article.author.empty() ? article.source : article.author);
    for (const std::string& keyword : article.keywords) xml += element("category", keyword);
    xml += element("description", to_html(hit.snippet));
    xml += "</item>\n";
  }
  return xml + "</channel>\n</rss>\n";
}

std::string to_json_feed(const Feed& feed) {
  Json items = Json::array();
  for (const search::Hit& hit : feed.results.hits) {
    const Article& article = hit.article;
    Json item = {{"id", urn_of(article)},
                 {"url", link_of(feed, article)},
                 {"title", title_of_hit(hit)},
                 {"content_html", to_html(hit.snippet)}};
    if (article.published) item["date_published"] = index::to_rfc3339(*article.published);
    if (article.updated) item["date_modified"] = index::to_rfc3339(*article.updated);
    const std::string& author = article.author.empty() ? article.source : article.author;
    if (!author.empty()) item["authors"] = Json::array({{{"name", author}}});
    if (!article.keywords.empty()) item["tags"] = article.keywords;
    if (!article.language.empty()) item["language"] = article.language;
    items.push_back(std::move(item));
  }
  const Json json = {{"version", "https://jsonfeed.org/version/1.1"},
                     {"title", title_of_feed(feed)},
                     {"home_page_url", page_of(feed)},
                     {"feed_url", feed.base + feed.self},
                     {"language", "ar"},
                     {"items", std::move(items)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string opensearch_description(const std::string& base) {
  const std::string where = escape_xml(base);
  const auto url = [&](const char* type, const char* rest) {
    return std::string("<Url type=\"") + type + "\" template=\"" + where + escape_xml(rest) +
           "\"/>\n";
  };
  return std::string(kXmlHead) +
         "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"
         "<ShortName>فهرست</ShortName>\n"
         "<Description>البحث في أرشيف الأخبار العربية</Description>\n" +
         url("text/html", "/?q={searchTerms}") +
         url("application/atom+xml", "/search.atom?q={searchTerms}") +
         url("application/rss+xml", "/search.rss?q={searchTerms}") +
         url("application/x-suggestions+json", "/v1/suggest?q={searchTerms}&format=opensearch") +
         "<Image height=\"32\" width=\"32\" type=\"image/svg+xml\">" + where +
         std::string(web::asset("icon.svg").url) +
         "</Image>\n<Language>ar</Language>\n<InputEncoding>UTF-8</InputEncoding>\n"
         "<OutputEncoding>UTF-8</OutputEncoding>\n</OpenSearchDescription>\n";
}

}  // namespace fihrist::http
