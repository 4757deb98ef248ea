// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/handlers.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string_view>
#include <vector>

#include "index/errors.h"
#include "server/http/access_guard.h"
#include "server/http/caching.h"
#include "server/http/figures.h"
#include "server/http/headers.h"
#include "server/http/json.h"
#include "server/http/openapi.h"
#include "server/http/opensearch.h"
#include "server/http/origin.h"
#include "server/http/parameters.h"
#include "server/http/plain_text.h"
#include "server/http/problem.h"
#include "server/http/responses.h"
#include "server/http/search_body.h"
#include "server/pages/article_page.h"
#include "server/pages/results_page.h"
#include "server/pages/start_page.h"
#include "server/web/assets.h"

namespace fihrist::http {
namespace {

using httplib::Request;
using httplib::Response;

constexpr const char* kSimilar = "/similar";

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

}  // namespace

search::IndexStatus Handlers::status() const { return searchers_.lease()->status(); }

void Handlers::search_api(const Request& request, Response& response) const {
  answer_search(read_search(request.params), request, response);
}

void Handlers::posted_search(const Request& request, const std::string& body,
                             Response& response) const {
  if (!request.params.empty()) {
    const std::string name(search_parameter(request.params.begin()->first).name);
    throw RequestError(bad_parameter(
        name, "`" + name + "` stands in the URL. With POST, all parameters stand in the body."));
  }
  require_json(request);
  answer_search(read_search(read_search_body(body)), request, response);
}

void Handlers::article_api(const Request& request, Response& response) const {
  answer_article(request.matches[1], read_article_query(request.params), response);
}

void Handlers::similar_api(const Request& request, Response& response) const {
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

void Handlers::suggest_api(const Request& request, Response& response) const {
  const SuggestRequest wanted = read_suggest(request.params);
  const std::vector<search::Completion> completions =
      searchers_.lease()->complete(wanted.typed, wanted.most);
  if (wanted.opensearch) {
    send(response, 200, to_opensearch(wanted.typed, completions), kSuggestionsJson);
  } else {
    send(response, 200, to_json(wanted.typed, completions), kJson);
  }
}

void Handlers::analyze_api(const Request& request, Response& response) const {
  const std::string text = read_text(request.params);
  send(response, 200, to_json(text, searchers_.lease()->analyze(text)), kJson);
}

void Handlers::search_page(const Request& request, Response& response) const {
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

void Handlers::article_page(const Request& request, Response& response) const {
  const pages::PageRequest page = read_page(request.params, languages_of(request));
  const std::string id = request.matches[1];
  const search::HighlightedArticle found = find(id, page.search.query);
  const auto similar = searchers_.lease()->find_similar(id, pages::kSimilarShown);
  send(response, 200, pages::article_page(page, found, similar.value_or(search::SimilarArticles{})),
       kHtml);
}

void Handlers::asset(const Request& request, Response& response) const {
  for (const web::Asset& asset : web::assets()) {
    if (asset.url != request.path) continue;
    response.set_header("Cache-Control", "public, max-age=31536000, immutable");
    send(response, 200, std::string(asset.content), std::string(asset.content_type).c_str());
    return;
  }
  throw RequestError(not_found("There is no asset at this path. Reload the page."));
}

void Handlers::atom(const Request& request, Response& response) const {
  answer_feed(request, response, to_atom, "application/atom+xml; charset=utf-8");
}

void Handlers::rss(const Request& request, Response& response) const {
  answer_feed(request, response, to_rss, "application/rss+xml; charset=utf-8");
}

void Handlers::json_feed(const Request& request, Response& response) const {
  answer_feed(request, response, to_json_feed, "application/feed+json");
}

void Handlers::opensearch(const Request& request, Response& response) const {
  send(response, 200, opensearch_description(origin_of(request)), kOpenSearchType);
}

void Handlers::openapi(const Request& request, Response& response) const {
  read_nothing(request.params);
  send(response, 200, std::string(openapi_document()), kJson);
}

void Handlers::healthz(const Request& request, Response& response) const {
  read_nothing(request.params);
  send(response, 200, R"({"status":"ok"})", kJson);
}

void Handlers::readyz(const Request& request, Response& response) const {
  read_nothing(request.params);
  send(response, 200, to_json(pool_.status()), kJson);
}

void Handlers::metrics_text(const Request& request, Response& response) const {
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

search::SearchResults Handlers::make_search(metrics::Interface interface,
                                            const search::SearchRequest& wanted) const {
  search::SearchResults results = searchers_.lease()->search(wanted);
  metrics_.count(describe(interface, wanted, results));
  note_search(wanted, results);
  return results;
}

void Handlers::answer_search(const search::SearchRequest& wanted, const Request& request,
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

std::vector<pages::Alternative> Handlers::try_alternatives(
    const pages::PageRequest& page, const search::SearchResults& results) const {
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

void Handlers::answer_feed(const Request& request, Response& response,
                           std::string (*write)(const Feed&), const char* type) const {
  Feed feed;
  feed.request = read_feed(request.params);
  feed.place = {origin_of(request), request.path, request.params, public_url_};
  feed.status = status();
  feed.results = make_search(metrics::Interface::kFeed, feed.request);
  if (was_cut(feed.results)) forbid_storing(response);
  send(response, 200, write(feed), type);
}

void Handlers::answer_article(const std::string& id, const std::string& query,
                              Response& response) const {
  send(response, 200, to_json(find(id, query), !query.empty()), kJson);
}

search::HighlightedArticle Handlers::find(const std::string& id, const std::string& query) const {
  auto found = searchers_.lease()->find_article(id, query);
  if (!found) throw RequestError(not_found("No article has the id in this path."));
  return std::move(*found);
}

std::string Handlers::origin_of(const Request& request) const {
  return public_url_.empty() ? origin_of_host(joined_header(request, "Host")) : public_url_;
}

}  // namespace fihrist::http
