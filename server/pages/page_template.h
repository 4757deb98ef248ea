// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The templates of server/web, and what all of them are filled with.
#pragma once

#include <kainjow/mustache.hpp>
#include <string>
#include <string_view>

#include "server/pages/page_request.h"

namespace fihrist::pages {

using Values = kainjow::mustache::data;

inline Values list_of_values() { return Values{Values::type::list}; }

// What stands around a page's own content.
struct Frame {
  std::string title;               // of the window
  std::string other_language_url;  // the same page in the other language
  bool has_feeds = false;          // of the page's search
  bool is_reading = false;         // its scripts are those for reading
};

// The page that the template makes of `values`. Whatever the template shows with two braces is
// escaped; three braces are for what html.h made. Throws std::out_of_range if there is no such
// template.
std::string render(std::string_view template_name, const PageRequest& request, const Frame& frame,
                   Values values);

// The title of a window: what the page is about, then the archive's name.
std::string window_title(const std::string& subject, Language language);

}  // namespace fihrist::pages
