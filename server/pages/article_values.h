// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What every page shows of an article: its title as a link, and who published it when.
#pragma once

#include <string>

#include "index/article.h"
#include "server/pages/page_request.h"
#include "server/pages/page_template.h"
#include "server/search/marked_text.h"

namespace fihrist::pages {

// What byline.html shows. Sets all of its values, so that none is taken from an outer article.
void set_byline(const index::Article& article, Language language, Values& values);

// url, title_html, lang and the byline of a result or similar article, linked as a page reached by
// `request`.
Values describe(const search::Hit& hit, const PageRequest& request);

// The day on the clock of its source.
std::string date_text(const index::Moment& moment, Language language);

}  // namespace fihrist::pages
