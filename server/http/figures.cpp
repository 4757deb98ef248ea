// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/figures.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "index/article.h"
#include "server/search/query_syntax.h"

namespace fihrist::http {
namespace {

// Since 1970; 0 if it is no moment.
double seconds_of(const std::string& rfc3339) {
  const auto moment = index::parse_iso_8601(rfc3339);
  return moment ? static_cast<double>(moment->utc.time_since_epoch().count()) : 0;
}

}  // namespace

metrics::FinishedSearch describe(metrics::Interface interface, const search::SearchRequest& request,
                                 const search::SearchResults& results) {
  metrics::FinishedSearch search;
  search.interface = interface;
  search.seconds = results.took_ms / 1000;
  search.found_nothing = results.total == 0;

  search.is_everything = request.query.find_first_not_of(" \t\r\n") == std::string::npos;
  for (const search::Operand& operand : search::read_syntax(request.query).operands) {
    using Form = search::Operand::Form;
    search.has_words |= operand.form == Form::kWords && operand.field == search::Field::kText;
    search.has_phrase |= operand.form == Form::kPhrase;
    search.has_prefix |= operand.form == Form::kPrefix;
    search.is_everything |= operand.form == Form::kEverything;
    search.has_field |= operand.field != search::Field::kText;
    search.has_exclusion |= operand.sign == search::Sign::kMinus;
  }

  for (const search::Note& note : results.notes) {
    using Kind = search::Note::Kind;
    search.none_has_all |= note.kind == Kind::kNoneHasAll;
    search.few_have_all |= note.kind == Kind::kFewHaveAll;
    search.no_phrase |= note.kind == Kind::kNoPhrase;
    search.was_corrected |= note.kind == Kind::kCorrected;
    search.was_cut |= note.kind == Kind::kTimeLimit;
  }
  return search;
}

metrics::IndexFigures describe(const search::IndexStatus& status) {
  metrics::IndexFigures figures;
  figures.documents = status.articles;
  figures.revision = status.revision;
  const std::string& name = status.generation;  // generation-000007
  const std::size_t digits = name.find_last_not_of("0123456789") + 1;
  std::from_chars(name.data() + digits, name.data() + name.size(), figures.generation);
  figures.built = seconds_of(status.built_at);
  figures.changed = std::max(figures.built, seconds_of(status.updated_at));
  return figures;
}

}  // namespace fihrist::http
