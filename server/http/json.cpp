// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/json.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

#include "arabic/decode.h"
#include "server/http/html.h"

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

const NoteText& text_of(search::Note note) {
  static const NoteText kNoWords{"no_words", "There is no word in this query.",
                                 "لا كلمة في هذا البحث: اكتب كلمة أو أكثر."};
  static const NoteText kTooManyWords{
      "too_many_words",
      "Only the first " + std::to_string(search::kMostWords) + " words were searched for.",
      "لم يُبحث إلا عن أول " + std::to_string(search::kMostWords) + " كلمة."};
  static const NoteText kNoneHasAll{"none_has_all",
                                    "No article has all of the words; these have some of them.",
                                    "لا مقال فيه الكلمات كلها؛ هذه مقالات فيها بعضها."};
  static const NoteText kFewHaveAll{
      "few_have_all", "Behind the articles that have all of the words come others that have some.",
      "بعد المقالات التي فيها الكلمات كلها مقالاتٌ فيها بعضها."};
  static const NoteText kNoPhrase{
      "no_phrase",
      "No article has the words between quotation marks in that order; these have the words.",
      "لا مقال فيه العبارة التي بين علامتي التنصيص كما هي؛ هذه مقالات فيها كلماتها."};
  switch (note) {
    case search::Note::kNoPhrase:
      return kNoPhrase;
    case search::Note::kNoWords:
      return kNoWords;
    case search::Note::kTooManyWords:
      return kTooManyWords;
    case search::Note::kNoneHasAll:
      return kNoneHasAll;
    case search::Note::kFewHaveAll:
      return kFewHaveAll;
  }
  throw std::logic_error("a note without a text");
}

std::string to_json(const search::SearchRequest& request, const search::SearchResults& results) {
  Json hits = Json::array();
  for (const search::Hit& hit : results.hits) {
    Json one = describe(hit.article, hit.title);
    one["score"] = rounded(hit.score, 1000);
    one["snippet_html"] = to_html(hit.snippet);
    one["matched"] = hit.matched;
    one["similar"] = 0;
    hits.push_back(std::move(one));
  }
  Json notes = Json::array();
  for (const search::Note note : results.notes) {
    notes.push_back({{"code", text_of(note).code}, {"text", text_of(note).english}});
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
