// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/json.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "arabic/decode.h"
#include "server/http/html.h"
#include "server/http/notes.h"

namespace fihrist::http {
namespace {

using Json = nlohmann::ordered_json;

// All text that gets here is valid UTF-8; should some not be, a replacement is better than no
// answer.
std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json moment_or_null(const std::optional<index::Moment>& moment) {
  return moment ? Json(index::to_rfc3339(*moment)) : Json(nullptr);
}

double rounded(double value, double steps) { return std::round(value * steps) / steps; }

Json describe(const index::Article& article, const search::MarkedText& title) {
  return {{"id", article.id},
          {"title", text_or_null(article.title)},
          {"title_html", article.title.empty() ? Json(nullptr) : Json(to_html(title))},
          {"url", text_or_null(article.url)},
          {"source", text_or_null(article.source)},
          {"author", text_or_null(article.author)},
          {"published", moment_or_null(article.published)},
          {"updated", moment_or_null(article.updated)}};
}

}  // namespace

std::string to_json(const search::SearchRequest& request, const search::SearchResults& results) {
  Json hits = Json::array();
  for (const search::Hit& hit : results.hits) {
    Json one = describe(hit.article, hit.title);
    one["score"] = rounded(hit.score, 1000);
    one["snippet_html"] = to_html(hit.snippet);
    one["matched"] = hit.matched;
    one["similar"] = hit.similar;
    hits.push_back(std::move(one));
  }
  Json notes = Json::array();
  for (const search::Note& note : results.notes) {
    notes.push_back({{"code", code_of(note)},
                     {"about", text_or_null(note.about)},
                     {"text", english_text(note)}});
  }
  return dump(
      {{"query", request.query},
       {"total", {{"value", results.total}, {"relation", results.total_is_exact ? "eq" : "gte"}}},
       {"page", request.page},
       {"per_page", request.per_page},
       {"took_ms", rounded(results.took_ms, 100)},
       {"hits", std::move(hits)},
       {"facets", Json::object()},
       {"suggestion", nullptr},
       {"notes", std::move(notes)}});
}

std::string to_json(const search::HighlightedArticle& found, bool highlighted) {
  Json json = describe(found.article, found.title);
  json["keywords"] = found.article.keywords;
  json["language"] = text_or_null(found.article.language);
  json["part_of"] = text_or_null(found.article.part_of);
  json["body"] = found.article.body;
  json["body_html"] = highlighted ? Json(to_html(found.body)) : Json(nullptr);
  return dump(json);
}

std::string to_json(const std::string& text, const std::vector<arabic::ExplainedToken>& tokens) {
  Json list = Json::array();
  for (const arabic::ExplainedToken& explained : tokens) {
    const arabic::Token& token = explained.token;
    Json steps = Json::array();
    for (const arabic::Step& step : explained.steps) {
      steps.push_back(
          {{"rule", arabic::rule_name(step.rule)}, {"letters", arabic::to_utf8(step.letters)}});
    }
    list.push_back({{"word", text.substr(token.range.begin, token.range.end - token.range.begin)},
                    {"begin", token.range.begin},
                    {"end", token.range.end},
                    {"position", token.position},
                    {"script", arabic::script_name(token.script)},
                    {"exact", token.exact},
                    {"stem", token.stem},
                    {"steps", std::move(steps)}});
  }
  return dump({{"text", text}, {"tokens", std::move(list)}});
}

std::string to_json(const search::IndexStatus& status) {
  return dump({{"status", "ready"},
               {"articles", status.articles},
               {"generation", status.generation},
               {"built_at", status.built_at}});
}

std::string to_json(const Problem& problem) {
  Json json = {{"type", "about:blank"},
               {"title", title_of(problem.status)},
               {"status", problem.status},
               {"code", problem.code},
               {"detail", problem.detail}};
  if (!problem.parameter.empty()) json["parameter"] = problem.parameter;
  return dump(json);
}

}  // namespace fihrist::http
