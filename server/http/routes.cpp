// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/routes.h"

#include <httplib.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "index/errors.h"
#include "server/http/accept.h"
#include "server/http/access_guard.h"
#include "server/http/caching.h"
#include "server/http/compression.h"
#include "server/http/feeds.h"
#include "server/http/figures.h"
#include "server/http/headers.h"
#include "server/http/json.h"
#include "server/http/openapi.h"
#include "server/http/opensearch.h"
#include "server/http/origin.h"
#include "server/http/parameters.h"
#include "server/http/plain_text.h"
#include "server/http/problem.h"
#include "server/http/request_body.h"
#include "server/http/request_searcher.h"
#include "server/http/request_watch.h"
#include "server/http/search_body.h"
#include "server/pages/alternatives.h"
#include "server/pages/article_page.h"
#include "server/pages/problem_page.h"
#include "server/pages/results_page.h"
#include "server/pages/start_page.h"
#include "server/web/assets.h"

namespace fihrist::http {
namespace {

using httplib::ContentReader;
using httplib::Request;
using httplib::Response;

constexpr const char* kJson = "application/json";
constexpr const char* kProblemJson = "application/problem+json";
constexpr const char* kSuggestionsJson = "application/x-suggestions+json";
constexpr const char* kHtml = "text/html; charset=utf-8";
constexpr const char* kPlainText = "text/plain; charset=utf-8";
constexpr const char* kMetricsText = "text/plain; version=0.0.4; charset=utf-8";

constexpr const char* kSearchPath = "/v1/search";
constexpr const char* kAnyPath = "[^]*";  // with line ends too, which `.` leaves out
constexpr const char* kSimilar = "/similar";

void send(Response& response, int status, const std::string& content, const char* type) {
  response.status = status;
  response.set_content(content, type);
}

bool wants_plain_text(const Request& request) {
  return prefers_plain_text(joined_header(request, "Accept"));
}

bool is_page(const std::string& path) { return path == "/" || path.starts_with("/article/"); }

std::string languages_of(const Request& request) {
  return joined_header(request, "Accept-Language");
}

// Errors come as what was asked for would have come: as pages, so that a person keeps the search
// box, or as lines for a terminal.
void send_error(const Request& request, Response& response, const Problem& problem) {
  if (problem.retry_after > 0) {
    replace_header(response, "Retry-After", std::to_string(problem.retry_after));
  }
  if (is_page(request.path)) {
    add_vary(response, "Accept-Language");
    const auto page = read_broken_page(request.params, languages_of(request));
    send(response, problem.status,
         pages::problem_page(page, problem.status, problem.detail, problem.parameter), kHtml);
    return;
  }
  Problem told = problem;
  if (told.status >= 500) told.request_id = request_id();  // what to look for in the log
  const bool is_search = request.path == kSearchPath;
  if (is_search) add_vary(response, "Accept");
  if (is_search && wants_plain_text(request)) {
    send(response, problem.status, to_plain_text(problem), kPlainText);
  } else {
    send(response, problem.status, to_json(told), kProblemJson);
  }
}

// Whether `target`, as it was sent, ends in a segment `similar`.
bool is_similar_path(std::string_view target) {
  return target.substr(0, target.find_first_of("?#")).ends_with(kSimilar);
}

// Whether the time was too short: another time the answer may be better.
bool was_cut(const search::SearchResults& results) {
  return std::any_of(results.notes.begin(), results.notes.end(), [](const search::Note& note) {
    return note.kind == search::Note::Kind::kTimeLimit;
  });
}

void require_json(const Request& request) {
  std::string type = request.get_header_value("Content-Type");
  type = type.substr(0, type.find_first_of("; \t"));
  std::transform(type.begin(), type.end(), type.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (type == kJson) return;
  throw RequestError({415, "unsupported_media_type",
                      "The body must be JSON, with the header Content-Type: application/json.",
                      ""});
}

// Made for each request.
class Routes {
 public:
  Routes(search::SearcherPool& searchers, metrics::Metrics& metrics, const std::string& public_url)
      : pool_(searchers),
        searchers_(searchers, metrics),
        metrics_(metrics),
        public_url_(public_url) {}

  search::IndexStatus status() const { return searchers_.lease()->status(); }

  void search_api(const Request& request, Response& response) const {
    answer_search(read_search(request.params), request, response);
  }

  void posted_search(const Request& request, const std::string& body, Response& response) const {
    if (!request.params.empty()) {
      const std::string name(search_parameter(request.params.begin()->first).name);
      throw RequestError(bad_parameter(
          name, "`" + name + "` stands in the URL. With POST, all parameters stand in the body."));
    }
    require_json(request);
    answer_search(read_search(read_search_body(body)), request, response);
  }

  void article_api(const Request& request, Response& response) const {
    answer_article(request.matches[1], read_article_query(request.params), response);
  }

  // An id may hold slashes, and end in `/similar` itself. That article is at its plain path when
  // the slash is percent-encoded, and also when the path can mean nothing else.
  void similar_api(const Request& request, Response& response) const {
    const std::string id = request.matches[1];
    if (is_similar_path(request.target)) {
      const std::size_t most = read_similar(request.params);
      if (const auto similar = searchers_.lease()->find_similar(id, most)) {
        send(response, 200, to_json(id, *similar), kJson);
        return;
      }
      answer_article(id + kSimilar, "", response);
    } else {
      answer_article(id + kSimilar, read_article_query(request.params), response);
    }
  }

  void suggest_api(const Request& request, Response& response) const {
    const SuggestRequest wanted = read_suggest(request.params);
    const std::vector<search::Completion> completions =
        searchers_.lease()->complete(wanted.typed, wanted.most);
    if (wanted.opensearch) {
      send(response, 200, to_opensearch(wanted.typed, completions), kSuggestionsJson);
    } else {
      send(response, 200, to_json(wanted.typed, completions), kJson);
    }
  }

  void analyze_api(const Request& request, Response& response) const {
    const std::string text = read_text(request.params);
    send(response, 200, to_json(text, searchers_.lease()->analyze(text)), kJson);
  }

  void search_page(const Request& request, Response& response) const {
    pages::PageRequest page = read_page(request.params, languages_of(request));
    if (!pages::is_search(page)) {
      const auto newest = searchers_.lease()->search(pages::newest_articles());
      if (was_cut(newest)) forbid_storing(response);
      send(response, 200, pages::start_page(page, searchers_.lease()->overview(), newest), kHtml);
      return;
    }
    page.search.facets = pages::page_facets();
    const search::SearchResults results = make_search(metrics::Interface::kPage, page.search);
    if (was_cut(results)) forbid_storing(response);
    send(response, 200, pages::results_page(page, results, try_alternatives(page, results)), kHtml);
  }

  void article_page(const Request& request, Response& response) const {
    const pages::PageRequest page = read_page(request.params, languages_of(request));
    const std::string id = request.matches[1];
    const search::HighlightedArticle found = find(id, page.search.query);
    const auto similar = searchers_.lease()->find_similar(id, pages::kSimilarShown);
    send(response, 200,
         pages::article_page(page, found, similar.value_or(search::SimilarArticles{})), kHtml);
  }

  void asset(const Request& request, Response& response) const {
    for (const web::Asset& asset : web::assets()) {
      if (asset.url != request.path) continue;
      response.set_header("Cache-Control", "public, max-age=31536000, immutable");
      send(response, 200, std::string(asset.content), std::string(asset.content_type).c_str());
      return;
    }
    throw RequestError(not_found("There is no asset at this path. Reload the page."));
  }

  void atom(const Request& request, Response& response) const {
    answer_feed(request, response, to_atom, "application/atom+xml; charset=utf-8");
  }

  void rss(const Request& request, Response& response) const {
    answer_feed(request, response, to_rss, "application/rss+xml; charset=utf-8");
  }

  void json_feed(const Request& request, Response& response) const {
    answer_feed(request, response, to_json_feed, "application/feed+json");
  }

  void opensearch(const Request& request, Response& response) const {
    send(response, 200, opensearch_description(origin_of(request)), kOpenSearchType);
  }

  void openapi(const Request& request, Response& response) const {
    read_nothing(request.params);
    send(response, 200, std::string(openapi_document()), kJson);
  }

  void healthz(const Request& request, Response& response) const {
    read_nothing(request.params);
    send(response, 200, R"({"status":"ok"})", kJson);
  }

  void readyz(const Request& request, Response& response) const {
    read_nothing(request.params);
    send(response, 200, to_json(pool_.status()), kJson);
  }

  void metrics_text(const Request& request, Response& response) const {
    read_nothing(request.params);
    std::optional<metrics::IndexFigures> index;
    try {
      index = describe(pool_.status());
    } catch (const index::IndexError&) {
      // The figures say so.
    }
    metrics_.set_searches_waiting(pool_.waiting());
    send(response, 200, metrics_.write(index), kMetricsText);
  }

 private:
  // A search that is counted.
  search::SearchResults make_search(metrics::Interface interface,
                                    const search::SearchRequest& wanted) const {
    search::SearchResults results = searchers_.lease()->search(wanted);
    metrics_.count(describe(interface, wanted, results));
    note_search(wanted, results);
    return results;
  }

  void answer_search(const search::SearchRequest& wanted, const Request& request,
                     Response& response) const {
    const search::SearchResults results = make_search(metrics::Interface::kApi, wanted);
    add_vary(response, "Accept");
    if (was_cut(results)) forbid_storing(response);
    if (wants_plain_text(request)) {
      send(response, 200, to_plain_text(wanted, results), kPlainText);
    } else {
      send(response, 200, to_json(wanted, results), kJson);
    }
  }

  // Where nothing was found, how much there would be otherwise.
  std::vector<pages::Alternative> try_alternatives(const pages::PageRequest& page,
                                                   const search::SearchResults& results) const {
    if (results.total > 0) return {};
    std::vector<pages::Alternative> tried = pages::alternatives(page.search);
    for (pages::Alternative& alternative : tried) {
      search::SearchRequest counted = alternative.search;
      counted.facets.clear();
      counted.per_page = 1;
      alternative.results = searchers_.lease()->search(counted).total;
    }
    return tried;
  }

  void answer_feed(const Request& request, Response& response, std::string (*write)(const Feed&),
                   const char* type) const {
    Feed feed;
    feed.request = read_feed(request.params);
    feed.place = {origin_of(request), request.path, request.params, public_url_};
    feed.status = status();
    feed.results = make_search(metrics::Interface::kFeed, feed.request);
    if (was_cut(feed.results)) forbid_storing(response);
    send(response, 200, write(feed), type);
  }

  void answer_article(const std::string& id, const std::string& query, Response& response) const {
    send(response, 200, to_json(find(id, query), !query.empty()), kJson);
  }

  search::HighlightedArticle find(const std::string& id, const std::string& query) const {
    auto found = searchers_.lease()->find_article(id, query);
    if (!found) throw RequestError(not_found("No article has the id in this path."));
    return std::move(*found);
  }

  std::string origin_of(const Request& request) const {
    return public_url_.empty() ? origin_of_host(joined_header(request, "Host")) : public_url_;
  }

  search::SearcherPool& pool_;
  RequestSearcher searchers_;
  metrics::Metrics& metrics_;
  const std::string& public_url_;
};

// What an answer to GET depends on, besides its URL: what may be asked with If-None-Match.
enum class DependsOn {
  kMoment,   // no tag: what is true now
  kProgram,  // the program alone
  kIndex,
  kIndexAndAccept,
  kIndexAndLanguage,
};

struct Route {
  const char* path;  // a regular expression over the decoded path
  const char* name;  // for metrics and logs
  DependsOn depends_on;
  void (Routes::*get)(const Request&, Response&) const;
  void (Routes::*post)(const Request&, const std::string& body, Response&) const = nullptr;
};

// The first that fits answers.
constexpr Route kRoutes[] = {
    {kSearchPath, "search", DependsOn::kIndexAndAccept, &Routes::search_api,
     &Routes::posted_search},
    {"/v1/articles/(.+)/similar", "similar", DependsOn::kIndex, &Routes::similar_api},
    {"/v1/articles/(.+)", "article", DependsOn::kIndex, &Routes::article_api},
    {"/v1/suggest", "suggest", DependsOn::kIndex, &Routes::suggest_api},
    {"/v1/analyze", "analyze", DependsOn::kProgram, &Routes::analyze_api},
    {"/", "page", DependsOn::kIndexAndLanguage, &Routes::search_page},
    {"/article/(.+)", "article_page", DependsOn::kIndexAndLanguage, &Routes::article_page},
    {"/assets/.+", "asset", DependsOn::kMoment, &Routes::asset},
    {"/search\\.atom", "atom", DependsOn::kIndex, &Routes::atom},
    {"/search\\.rss", "rss", DependsOn::kIndex, &Routes::rss},
    {"/search\\.json", "json_feed", DependsOn::kIndex, &Routes::json_feed},
    {"/opensearch\\.xml", "opensearch", DependsOn::kProgram, &Routes::opensearch},
    {"/openapi\\.json", "openapi", DependsOn::kProgram, &Routes::openapi},
    {"/healthz", "healthz", DependsOn::kMoment, &Routes::healthz},
    {"/readyz", "readyz", DependsOn::kMoment, &Routes::readyz},
    {"/metrics", "metrics", DependsOn::kMoment, &Routes::metrics_text},
};

// All answers to GET and HEAD. What the client has is not made again; nothing is looked for then.
void answer(const Route& route, const Routes& routes, const EntityTags& tags,
            const Request& request, Response& response) {
  // The bonus of new articles changes by the hour.
  if (route.depends_on == DependsOn::kMoment || request.has_param("freshness")) {
    (routes.*route.get)(request, response);
    return;
  }
  std::string variant;
  if (route.depends_on == DependsOn::kIndexAndAccept) {
    add_vary(response, "Accept");
    if (wants_plain_text(request)) variant = "text";
  } else if (route.depends_on == DependsOn::kIndexAndLanguage) {
    add_vary(response, "Accept-Language");
    if (prefers_english(languages_of(request))) variant = "English";
  }
  const std::string tag = tags.of(
      request, route.depends_on == DependsOn::kProgram ? search::IndexStatus{} : routes.status(),
      variant);
  if (is_fresh(request, response, tag, Existence::kUnknown)) return;
  (routes.*route.get)(request, response);
  // Whether `*` is met is known only now. An answer that is not to be stored has lost its tag.
  const bool is_good = response.status == 200 && response.has_header("ETag");
  if (is_good && is_fresh(request, response, tag)) drop_content(response);
}

void refuse_method(const Request& request, Response& response) {
  for (const Route& route : kRoutes) {
    if (!std::regex_match(request.path, std::regex(route.path))) continue;
    set_route(route.name);
    const bool takes_post = route.post != nullptr;
    response.set_header("Allow", takes_post ? "GET, HEAD, POST" : "GET, HEAD");
    send_error(request, response,
               {405, "method_not_allowed",
                takes_post ? "Ask with GET, HEAD or POST." : "Ask with GET or HEAD.", ""});
    return;
  }
  send_error(request, response, not_found("There is nothing at this path."));
}

// What the library itself refuses, or finds no route for, has a status and no content yet.
void explain_status(const Request& request, Response& response) {
  hide_codings(request);  // of some errors, this is the first to see the request
  if (!response.body.empty()) return;
  // The library reads the body of a POST before it looks for a route, and fails if there is none.
  if (response.status == 400 && request.method != "GET" && request.method != "HEAD") {
    refuse_method(request, response);
    return;
  }
  switch (response.status) {
    case 404:
      send_error(request, response, not_found("There is nothing at this path."));
      break;
    case 413:
      send_error(request, response,
                 {413, "too_large", "The body of the request is too large. Send less.", ""});
      break;
    case 414:
      send_error(request, response, uri_too_long());
      break;
    default:
      send_error(request, response,
                 {response.status, "bad_request", "The request could not be understood.", ""});
  }
}

}  // namespace

void add_routes(httplib::Server& server, search::SearcherPool& searchers, metrics::Metrics& metrics,
                const ServerOptions& options) {
  const EntityTags tags(options.edition);
  for (const Route& route : kRoutes) {
    server.Get(route.path, [&route, &searchers, &metrics, &options, tags](const Request& request,
                                                                          Response& response) {
      set_route(route.name);
      answer(route, Routes(searchers, metrics, options.public_url), tags, request, response);
    });
    if (route.post == nullptr) continue;
    server.Post(route.path,
                [&route, &searchers, &metrics, &options](const Request& request, Response& response,
                                                         const ContentReader& reader) {
                  set_route(route.name);
                  (Routes(searchers, metrics, options.public_url).*route.post)(
                      request, read_body(request, response, reader), response);
                });
  }
  // Also of what is refused, the body must be read.
  const auto refuse = [](const Request& request, Response& response, const ContentReader& reader) {
    read_body(request, response, reader);
    refuse_method(request, response);
  };
  server.Post(kAnyPath, refuse);
  server.Put(kAnyPath, refuse);
  server.Patch(kAnyPath, refuse);
  server.Delete(kAnyPath, refuse);
  server.Options(kAnyPath, refuse_method);
  server.set_exception_handler(
      [](const Request& request, Response& response, std::exception_ptr error) {
        send_error(request, response, to_problem(std::move(error)));
      });
  server.set_error_handler(
      [](const Request& request, Response& response) { explain_status(request, response); });
}

std::vector<std::string_view> route_names() {
  std::vector<std::string_view> names;
  for (const Route& route : kRoutes) names.emplace_back(route.name);
  return names;
}

}  // namespace fihrist::http
