// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/extraction.h"

#include <utility>

#include "indexer/extract/html_page.h"
#include "indexer/extract/language.h"
#include "indexer/extract/raw_text.h"

namespace fihrist::indexer::extract {
namespace {

void complete_language(Extraction& extraction) {
  index::Article& article = extraction.article;
  article.language = language_code(article.language);
  if (article.language.empty())
    article.language = detect_language(article.title + "\n" + article.body);
  for (Extraction& related : extraction.related) complete_language(related);
}

}  // namespace

Extraction extract_article(const index::Article& stated, Markup markup,
                           const ExtractionRules& rules) {
  Extraction extraction;
  switch (markup) {
    case Markup::kNone:
      extraction = extract_from_spans(stated, spans_of_text(stated.body), rules);
      break;
    case Markup::kPage: {
      HtmlPage page = read_page(stated, stated.body);
      extraction = extract_from_spans(page.stated, std::move(page.spans), rules);
      break;
    }
    case Markup::kFragment:
      extraction = extract_from_spans(stated, read_fragment(stated.body), rules);
      break;
  }
  complete_language(extraction);
  return extraction;
}

}  // namespace fihrist::indexer::extract
