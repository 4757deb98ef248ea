// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/opensearch.h"

#include "server/http/xml.h"
#include "server/web/assets.h"

namespace fihrist::http {

std::string opensearch_description(const std::string& origin) {
  XmlWriter xml;
  xml.open("OpenSearchDescription", {{"xmlns", "http://a9.com/-/spec/opensearch/1.1/"}});
  xml.element("ShortName", "فهرست");  // at most 16 characters
  xml.element("Description", "البحث في أرشيف الأخبار العربية");
  const auto url = [&](const char* type, const std::string& path) {
    xml.empty_element("Url", {{"type", type}, {"template", origin + path}});
  };
  url("text/html", "/?q={searchTerms}");
  url("application/atom+xml", "/search.atom?q={searchTerms}");
  url("application/rss+xml", "/search.rss?q={searchTerms}");
  xml.empty_element("Url",
                    {{"type", "application/x-suggestions+json"},
                     {"rel", "suggestions"},
                     {"template", origin + "/v1/suggest?q={searchTerms}&format=opensearch"}});
  xml.empty_element(
      "Url",
      {{"type", kOpenSearchType}, {"rel", "self"}, {"template", origin + "/opensearch.xml"}});
  xml.element("Image", origin + std::string(web::asset("icon.svg").url),
              {{"height", "32"}, {"width", "32"}, {"type", "image/svg+xml"}});
  xml.element("Language", "ar");
  xml.element("InputEncoding", "UTF-8");
  xml.element("OutputEncoding", "UTF-8");
  return xml.finish();
}

}  // namespace fihrist::http
