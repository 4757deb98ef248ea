// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/json.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "arabic/decode.h"
#include "server/http/parameters.h"
#include "server/pages/html.h"
#include "server/pages/notes.h"

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
          {"title_html", article.title.empty() ? Json(nullptr) : Json(pages::to_html(title))},
          {"url", text_or_null(article.url)},
          {"source", text_or_null(article.source)},
          {"author", text_or_null(article.author)},
          {"published", moment_or_null(article.published)},
          {"updated", moment_or_null(article.updated)}};
}

Json describe(const search::Hit& hit) {
  Json json = describe(hit.article, hit.title);
  json["score"] = rounded(hit.score, 1000);
  json["snippet_html"] = pages::to_html(hit.snippet);
  json["matched"] = hit.matched;
  json["similar"] = hit.similar;
  return json;
}

Json describe(const std::vector<search::FacetCounts>& facets) {
  Json json = Json::object();
  for (const search::FacetCounts& counts : facets) {
    Json values = Json::array();
    for (const search::FacetValue& value : counts.values) {
      values.push_back({{"value", value.value}, {"count", value.count}});
    }
    json[std::string(facet_name(counts.facet))] = std::move(values);
  }
  return json;
}

const char* name_of(search::Completion::Kind kind) {
  switch (kind) {
    case search::Completion::Kind::kWord:
      return "word";
    case search::Completion::Kind::kPhrase:
      return "phrase";
    case search::Completion::Kind::kName:
      return "name";
    case search::Completion::Kind::kTitle:
      return "title";
  }
  return "word";
}

}  // namespace

std::string to_json(const search::SearchRequest& request, const search::SearchResults& results) {
  Json hits = Json::array();
  for (const search::Hit& hit : results.hits) hits.push_back(describe(hit));
  Json notes = Json::array();
  for (const search::Note& note : results.notes) {
    notes.push_back({{"code", pages::code_of(note)},
                     {"about", text_or_null(note.about)},
                     {"text", pages::english_text(note)}});
  }
  Json json = {
      {"query", request.query},
      {"total", {{"value", results.total}, {"relation", results.total_is_exact ? "eq" : "gte"}}},
      {"page", request.page},
      {"per_page", request.per_page},
      {"took_ms", rounded(results.took_ms, 100)},
      {"hits", std::move(hits)},
      {"facets", describe(results.facets)},
      {"suggestion", results.suggestion ? Json(*results.suggestion) : Json(nullptr)},
      {"notes", std::move(notes)}};
  if (request.related > 0) json["related"] = results.related;
  return dump(json);
}

std::string to_json(const search::HighlightedArticle& found, bool highlighted) {
  Json json = describe(found.article, found.title);
  json["keywords"] = found.article.keywords;
  json["language"] = text_or_null(found.article.language);
  json["part_of"] = text_or_null(found.article.part_of);
  json["body"] = found.article.body;
  json["body_html"] = highlighted ? Json(pages::to_html(found.body)) : Json(nullptr);
  return dump(json);
}

std::string to_json(const std::string& id, const search::SimilarArticles& similar) {
  Json articles = Json::array();
  for (const search::SimilarArticle& article : similar.articles) {
    Json one = describe(article.hit);
    one["near_duplicate"] = article.is_near_duplicate;
    articles.push_back(std::move(one));
  }
  return dump({{"id", id}, {"articles", std::move(articles)}, {"related", similar.related}});
}

std::string to_json(const std::string& typed, const std::vector<search::Completion>& completions) {
  Json list = Json::array();
  for (const search::Completion& completion : completions) {
    list.push_back({{"text", completion.text},
                    {"kind", name_of(completion.kind)},
                    {"count", completion.count}});
  }
  return dump({{"query", typed}, {"completions", std::move(list)}});
}

std::string to_opensearch(const std::string& typed,
                          const std::vector<search::Completion>& completions) {
  Json texts = Json::array();
  for (const search::Completion& completion : completions) texts.push_back(completion.text);
  return dump(Json::array({typed, std::move(texts)}));
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
  if (problem.offset) json["offset"] = *problem.offset;
  if (!problem.request_id.empty()) json["request_id"] = problem.request_id;
  return dump(json);
}

}  // namespace fihrist::http
