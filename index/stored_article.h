// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The document data: an article as lines of `name=value`, packed (packed_text.h).
#pragma once

#include <string>
#include <string_view>

#include "index/article.h"

namespace fihrist::index {

// As Omega's own indexers write it: `id=…`, `url=…`, `title=…` and so on, one line each, empty
// fields left out; `keyword=…` once a keyword and `body=…` once a paragraph. A line break or NUL
// inside any other field becomes a space. What comes of it is packed.
std::string store_article(const Article& article);

// The reverse of store_article(). Unknown names are passed over, so that an older daemon reads what
// a newer schema of the same version might add.
Article load_article(std::string_view stored);

}  // namespace fihrist::index
