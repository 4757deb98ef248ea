// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/feeds.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "server/http/xml.h"
#include "server/pages/html.h"

namespace fihrist::http {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kName = "فهرست";
constexpr const char* kDescription = "مقالات الأرشيف التي توافق هذا البحث";
constexpr const char* kUnknownAuthor = "غير معروف";
constexpr const char* kLanguage = "ar";  // of what we say ourselves
constexpr const char* kSeparator = " · ";

constexpr const char* kAtomType = "application/atom+xml";
constexpr const char* kRssType = "application/rss+xml";
constexpr const char* kHtmlType = "text/html";
constexpr const char* kSearchType = "application/opensearchdescription+xml";

constexpr const char* kAtomNamespace = "http://www.w3.org/2005/Atom";
constexpr const char* kDublinCore = "http://purl.org/dc/elements/1.1/";
constexpr const char* kOpenSearchNamespace = "http://a9.com/-/spec/opensearch/1.1/";

// A UUID of RFC 9562's version 8, which leaves its bits to us: a checksum of `name`.
std::string urn_of(const std::string& name) {
  const XXH128_hash_t hash = XXH3_128bits(name.data(), name.size());
  const std::uint64_t high = (hash.high64 & ~0xF000ULL) | 0x8000ULL;
  const std::uint64_t low = (hash.low64 & ~(3ULL << 62U)) | (2ULL << 62U);
  std::array<char, 64> urn{};
  const int length = std::snprintf(
      urn.data(), urn.size(), "urn:uuid:%08llx-%04llx-%04llx-%04llx-%012llx",
      static_cast<unsigned long long>(high >> 32U),
      static_cast<unsigned long long>((high >> 16U) & 0xFFFFU),
      static_cast<unsigned long long>(high & 0xFFFFU), static_cast<unsigned long long>(low >> 48U),
      static_cast<unsigned long long>(low & 0xFFFFFFFFFFFFULL));
  return {urn.data(), static_cast<std::size_t>(length)};
}

std::string id_of(const index::Article& article) { return urn_of("article\n" + article.id); }

// One for all pages of a search (RFC 5005), in all formats.
std::string id_of(const Feed& feed) {
  Parameters whole = feed.place.parameters;
  whole.erase("per_page");
  return urn_of("feed\n" + feed.place.archive + "\n" + feed_path("", whole));
}

std::string title_of(const Feed& feed) {
  std::string title = feed.request.query;
  const search::Filters& filters = feed.request.filters;
  for (const auto* names : {&filters.sources, &filters.authors, &filters.keywords}) {
    for (const std::string& name : *names) {
      title.append(title.empty() ? "" : kSeparator).append(name);
    }
  }
  return pages::close_directions(title.empty() ? kName : title + " – " + kName);
}

// What to call an article that may have no title.
std::string title_of(const search::Hit& hit) {
  const index::Article& article = hit.article;
  const std::string& title = !article.title.empty() ? article.title : hit.opening;
  return pages::close_directions(title.empty() ? article.id : title);
}

// Who wrote it, or else who published it; empty if the article states neither.
std::string author_of(const index::Article& article) {
  return pages::close_directions(article.author.empty() ? article.source : article.author);
}

// The snippet as HTML; none of the formats has a way to tell directions but this one.
std::string summary_of(const search::Hit& hit) {
  const std::string language = pages::language_tag(hit.article);
  return "<p dir=\"auto\"" + (language.empty() ? "" : " lang=\"" + language + "\"") + ">" +
         pages::to_html(hit.snippet) + "</p>";
}

std::string article_url(const Feed& feed, const index::Article& article) {
  std::string url = feed.place.origin + "/article/" + pages::encode_url(article.id);
  if (!feed.request.query.empty()) url += "?q=" + pages::encode_url(feed.request.query);
  return url;
}

// The same search for people.
std::string page_url(const Feed& feed) {
  Parameters whole = feed.place.parameters;
  whole.erase("per_page");
  return feed.place.origin + feed_path("/", whole);
}

// The feed's own URL, with another page.
std::string url_of(const Feed& feed, std::size_t page) {
  std::string url = feed.place.origin + feed_path(feed.place.path, feed.place.parameters);
  if (page > 1) {
    url += (url.find('?') == std::string::npos ? "?page=" : "&page=") + std::to_string(page);
  }
  return url;
}

bool has_next(const Feed& feed) {
  const search::SearchRequest& request = feed.request;
  return feed.results.total > request.page * request.per_page &&
         (request.page + 1) * request.per_page <= search::kDeepestResult;
}

// When the archive last changed, which is what may have changed the feed.
std::string changed_at(const search::IndexStatus& status) {
  return status.updated_at.empty() ? status.built_at : status.updated_at;
}

// Links that Atom has, and RSS borrows from it.
void write_links(const Feed& feed, const char* type, const std::string& prefix, XmlWriter& xml) {
  const std::string link = prefix + "link";
  const auto page = [&](const char* relation, std::size_t number) {
    xml.empty_element(link, {{"rel", relation}, {"type", type}, {"href", url_of(feed, number)}});
  };
  page("self", feed.request.page);
  page("first", 1);
  if (feed.request.page > 1) page("previous", feed.request.page - 1);
  if (has_next(feed)) page("next", feed.request.page + 1);
  xml.empty_element(
      link,
      {{"rel", "search"}, {"type", kSearchType}, {"href", feed.place.origin + "/opensearch.xml"}});
}

// What the description of the search (opensearch.h) promises of its answers.
void write_counts(const Feed& feed, XmlWriter& xml) {
  const search::SearchRequest& request = feed.request;
  xml.element("opensearch:totalResults", std::to_string(feed.results.total));
  xml.element("opensearch:startIndex", std::to_string((request.page - 1) * request.per_page + 1));
  xml.element("opensearch:itemsPerPage", std::to_string(request.per_page));
}

void write_entry(const Feed& feed, const search::Hit& hit, XmlWriter& xml) {
  const index::Article& article = hit.article;
  const std::string language = pages::language_tag(article);
  if (language.empty() || language == kLanguage) {
    xml.open("entry");
  } else {
    xml.open("entry", {{"xml:lang", language}});
  }
  xml.element("id", id_of(article));
  xml.element("title", title_of(hit));
  const index::Moment undated{};
  const index::Moment published = article.published.value_or(undated);
  xml.element("updated", index::to_rfc3339(article.updated.value_or(published)));
  if (article.published) xml.element("published", index::to_rfc3339(published));
  xml.open("author");
  const std::string author = author_of(article);
  xml.element("name", author.empty() ? kUnknownAuthor : author);
  xml.close();
  xml.empty_element(
      "link", {{"rel", "alternate"}, {"type", kHtmlType}, {"href", article_url(feed, article)}});
  if (pages::is_web_url(article.url))
    xml.empty_element("link", {{"rel", "via"}, {"href", article.url}});
  for (const std::string& keyword : article.keywords) {
    xml.empty_element("category", {{"term", pages::close_directions(keyword)}});
  }
  xml.element("summary", summary_of(hit), {{"type", "html"}});
  if (!article.source.empty()) {
    xml.open("source");
    xml.element("title", pages::close_directions(article.source));
    xml.close();
  }
  xml.close();
}

void write_item(const Feed& feed, const search::Hit& hit, XmlWriter& xml) {
  const index::Article& article = hit.article;
  xml.open("item");
  xml.element("title", title_of(hit));
  xml.element("link", article_url(feed, article));
  xml.element("guid", id_of(article), {{"isPermaLink", "false"}});
  if (article.published) xml.element("pubDate", to_rfc822(*article.published));
  // RSS's own author is an e-mail address.
  if (const std::string author = author_of(article); !author.empty()) {
    xml.element("dc:creator", author);
  }
  if (!article.source.empty()) xml.element("dc:publisher", pages::close_directions(article.source));
  if (const std::string language = pages::language_tag(article); !language.empty()) {
    xml.element("dc:language", language);
  }
  for (const std::string& keyword : article.keywords) {
    xml.element("category", pages::close_directions(keyword));
  }
  xml.element("description", summary_of(hit));
  if (pages::is_web_url(article.url)) {
    xml.empty_element("atom:link", {{"rel", "via"}, {"href", article.url}});
  }
  xml.close();
}

Json item_of(const Feed& feed, const search::Hit& hit) {
  const index::Article& article = hit.article;
  Json item = {{"id", id_of(article)},
               {"url", article_url(feed, article)},
               {"title", title_of(hit)},
               {"content_html", summary_of(hit)},
               {"summary", pages::close_directions(hit.snippet.text)}};
  if (pages::is_web_url(article.url)) item["external_url"] = article.url;
  if (article.published) item["date_published"] = index::to_rfc3339(*article.published);
  if (article.updated) item["date_modified"] = index::to_rfc3339(*article.updated);
  if (const std::string author = author_of(article); !author.empty()) {
    item["authors"] = Json::array({{{"name", author}}});
  }
  for (const std::string& keyword : article.keywords) {
    item["tags"].push_back(pages::close_directions(keyword));
  }
  if (const std::string language = pages::language_tag(article); !language.empty()) {
    item["language"] = language;
  }
  if (!article.source.empty()) item["_fihrist"] = {{"source", article.source}};
  return item;
}

}  // namespace

std::string feed_path(const std::string& path, const Parameters& parameters) {
  std::string url = path;
  for (const auto& [name, value] : parameters) {
    if (name == "page") continue;
    url += url.size() == path.size() ? '?' : '&';
    url += pages::encode_url(name) + "=" + pages::encode_url(value);
  }
  return url;
}

std::string to_rfc822(const index::Moment& moment) {
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::chrono::sys_days day = moment.day();
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(moment.utc + moment.offset - day);
  const std::chrono::hh_mm_ss east(std::chrono::abs(moment.offset));
  std::array<char, 64> text{};
  const int length = std::snprintf(
      text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d %c%02d%02d",
      kDays[std::chrono::weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
      kMonths[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
      static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
      static_cast<int>(time.seconds().count()), moment.offset.count() < 0 ? '-' : '+',
      static_cast<int>(east.hours().count()), static_cast<int>(east.minutes().count()));
  return {text.data(), static_cast<std::size_t>(length)};
}

std::string to_atom(const Feed& feed) {
  XmlWriter xml;
  xml.open("feed", {{"xmlns", kAtomNamespace},
                    {"xmlns:opensearch", kOpenSearchNamespace},
                    {"xml:lang", kLanguage}});
  xml.element("id", id_of(feed));
  xml.element("title", title_of(feed));
  xml.element("subtitle", kDescription);
  xml.element("updated", changed_at(feed.status));
  xml.open("author");
  xml.element("name", kName);
  xml.close();
  xml.element("generator", "Fihrist");
  xml.empty_element("link", {{"rel", "alternate"}, {"type", kHtmlType}, {"href", page_url(feed)}});
  write_links(feed, kAtomType, "", xml);
  write_counts(feed, xml);
  for (const search::Hit& hit : feed.results.hits) write_entry(feed, hit, xml);
  return xml.finish();
}

std::string to_rss(const Feed& feed) {
  XmlWriter xml;
  xml.open("rss", {{"version", "2.0"},
                   {"xmlns:atom", kAtomNamespace},
                   {"xmlns:dc", kDublinCore},
                   {"xmlns:opensearch", kOpenSearchNamespace}});
  xml.open("channel");
  xml.element("title", title_of(feed));
  xml.element("link", page_url(feed));
  xml.element("description", kDescription);
  xml.element("language", kLanguage);
  if (const auto changed = index::parse_iso_8601(changed_at(feed.status))) {
    xml.element("lastBuildDate", to_rfc822(*changed));
  }
  xml.element("generator", "Fihrist");
  write_links(feed, kRssType, "atom:", xml);
  write_counts(feed, xml);
  for (const search::Hit& hit : feed.results.hits) write_item(feed, hit, xml);
  return xml.finish();
}

std::string to_json_feed(const Feed& feed) {
  Json json = {{"version", "https://jsonfeed.org/version/1.1"},
               {"title", title_of(feed)},
               {"home_page_url", page_url(feed)},
               {"feed_url", url_of(feed, feed.request.page)},
               {"description", kDescription},
               {"language", kLanguage}};
  if (has_next(feed)) json["next_url"] = url_of(feed, feed.request.page + 1);
  json["items"] = Json::array();
  for (const search::Hit& hit : feed.results.hits) json["items"].push_back(item_of(feed, hit));
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace fihrist::http
