// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Plain text as a scraper leaves it -> Article: no markup, no fixed form.
#pragma once

#include <string_view>
#include <vector>

#include "index/article.h"
#include "indexer/extract/extraction.h"

namespace fihrist::indexer::extract {

// The lines of a raw text that have something on them, all kept.
std::vector<Span> spans_of_text(std::string_view text);

// `stated` holds what the source says of the article, its `body` aside; whatever field is set stays
// as it is. `spans` are the raw text; some may be cut already. Fields that are not set are looked
// for in the spans that are kept:
//   title              the first line that looks like a headline, unless the text begins with a
//                      paragraph; a site banner above it is passed over, repetitions of it are cut,
//                      and so is a cover page (title, byline and notices before the same again)
//   author, source     label lines (`الكاتب:`, `بقلم:`, `كتب -`, `المصدر:`) above or below the
//   story;
//                      an outlet's name on a line of its own between title and date
//   published, updated labelled dates (`تم النشر:`, `نُشر بتاريخ`, `آخر تحديث:`), or a line that is
//                      nothing but a date, above the story
//   keywords           a keyword line whose words are parted (labels.h)
// The lines that were used are cut, and so are chrome (site_chrome.h) and related articles
// (related.h), which come out beside. What stays are the paragraphs of the body.
Extraction extract_from_spans(const index::Article& stated, std::vector<Span> spans,
                              const ExtractionRules& rules);

}  // namespace fihrist::indexer::extract
