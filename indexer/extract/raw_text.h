// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Plain text as a scraper leaves it -> Article: no markup, no fixed form.
#pragma once

#include "index/article.h"
#include "indexer/extract/extraction.h"

namespace fihrist::indexer::extract {

// `stated` holds what the source says of the article: `body` is the raw text (well-formed UTF-8, LF
// line ends), and whatever other field is set stays as it is. Fields that are not set are looked
// for in the text:
//   title              the first line that looks like a headline, unless the text begins with a
//                      paragraph; a site banner above it is passed over, repetitions of it are cut
//   author, source     label lines (`الكاتب:`, `بقلم:`, `كتب -`, `المصدر:`) above or below the
//   story;
//                      an outlet's name on a line of its own between title and date
//   published, updated labelled dates (`تم النشر:`, `نُشر بتاريخ`, `آخر تحديث:`), or a line that is
//                      nothing but a date, above the story
// What the text does not state, or not clearly, stays empty. The lines that were used are cut, and
// so is white space; the paragraphs that stay are the body, one a line. Text behind a line such as
// `إقرأ أيضاً:` belongs to another article and is asked for nothing.
Extraction extract_from_text(const index::Article& stated);

}  // namespace fihrist::indexer::extract
