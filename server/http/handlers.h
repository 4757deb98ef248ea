// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What the paths of routes.cpp answer. The methods read a request's parameters, ask a searcher, and
// hand what comes to whoever writes it.
#pragma once

#include <httplib.h>

#include <string>
#include <vector>

#include "server/http/feeds.h"
#include "server/http/request_searcher.h"
#include "server/metrics/metrics.h"
#include "server/pages/alternatives.h"
#include "server/pages/page_request.h"
#include "server/search/searcher_pool.h"

namespace fihrist::http {

// Made for each request. The methods throw RequestError (problem.h) and what a searcher throws.
class Handlers {
 public:
  using Request = httplib::Request;
  using Response = httplib::Response;

  Handlers(search::SearcherPool& searchers, metrics::Metrics& metrics,
           const std::string& public_url)
      : pool_(searchers),
        searchers_(searchers, metrics),
        metrics_(metrics),
        public_url_(public_url) {}

  search::IndexStatus status() const;
  void search_api(const Request& request, Response& response) const;
  void posted_search(const Request& request, const std::string& body, Response& response) const;
  void article_api(const Request& request, Response& response) const;

  // An id may hold slashes, and end in `/similar` itself. That article is at its plain path when
  // the slash is percent-encoded, and also when the path can mean nothing else.
  void similar_api(const Request& request, Response& response) const;
  void suggest_api(const Request& request, Response& response) const;
  void analyze_api(const Request& request, Response& response) const;
  void search_page(const Request& request, Response& response) const;
  void article_page(const Request& request, Response& response) const;
  void asset(const Request& request, Response& response) const;
  void atom(const Request& request, Response& response) const;
  void rss(const Request& request, Response& response) const;
  void json_feed(const Request& request, Response& response) const;
  void opensearch(const Request& request, Response& response) const;
  void openapi(const Request& request, Response& response) const;
  void healthz(const Request& request, Response& response) const;
  void readyz(const Request& request, Response& response) const;
  void metrics_text(const Request& request, Response& response) const;

 private:
  // A search that is counted.
  search::SearchResults make_search(metrics::Interface interface,
                                    const search::SearchRequest& wanted) const;
  void answer_search(const search::SearchRequest& wanted, const Request& request,
                     Response& response) const;

  // Where nothing was found, how much there would be otherwise.
  std::vector<pages::Alternative> try_alternatives(const pages::PageRequest& page,
                                                   const search::SearchResults& results) const;
  void answer_feed(const Request& request, Response& response, std::string (*write)(const Feed&),
                   const char* type) const;
  void answer_article(const std::string& id, const std::string& query, Response& response) const;

  search::HighlightedArticle find(const std::string& id, const std::string& query) const;

  std::string origin_of(const Request& request) const;

  search::SearcherPool& pool_;
  RequestSearcher searchers_;
  metrics::Metrics& metrics_;
  const std::string& public_url_;
};

}  // namespace fihrist::http
