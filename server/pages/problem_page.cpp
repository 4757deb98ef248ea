// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/pages/problem_page.h"

#include "server/pages/links.h"
#include "server/pages/page_template.h"
#include "server/pages/page_texts.h"

namespace fihrist::pages {
namespace {

struct Words {
  const char* heading;
  const char* text;
  bool has_detail;  // whether the detail says more than the words do
};

Words words_for(int status, const std::string& parameter) {
  if (status == 401) return {"problem_sign_in", "problem_no_name", true};
  if (status == 403) return {"problem_sign_in", "problem_no_entry", true};
  if (status == 429) return {"problem_too_many", "problem_wait", false};
  if (status == 404) return {"problem_not_found", "problem_no_article", false};
  if (status == 503) return {"problem_not_ready", "problem_no_index", true};
  if (status >= 500) return {"problem_server", "problem_see_log", false};
  return {"problem_request", parameter.empty() ? "problem_bad_address" : "problem_parameter", true};
}

}  // namespace

std::string problem_page(const PageRequest& request, int status, const std::string& detail,
                         const std::string& parameter) {
  const Words words = words_for(status, parameter);
  Values values;
  values.set("heading", text_of(words.heading, request.language));
  values.set("text", fill(words.text, request.language, {{"parameter", parameter}}));
  if (words.has_detail) values.set("detail", detail);

  PageRequest other = fresh(request);
  other.search.query = request.search.query;
  other.language = other_language(request.language);
  other.is_language_chosen = true;
  Frame frame;
  frame.title = window_title(text_of(words.heading, request.language), request.language);
  frame.other_language_url = search_url(other);
  return render("problem.html", request, frame, values);
}

}  // namespace fihrist::pages
