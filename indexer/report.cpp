// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/report.h"

#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

namespace fihrist::indexer {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json moment_or_null(const std::optional<index::Moment>& moment) {
  return moment ? Json(index::to_rfc3339(*moment)) : Json(nullptr);
}

class JsonReport : public ExtractionReport {
 public:
  explicit JsonReport(std::ostream& out) : out_(out) {}

  void add(const IngestedArticle& ingested) override {
    const index::Article& article = ingested.extraction.article;
    Json line = {{"id", article.id},
                 {"title", text_or_null(article.title)},
                 {"author", text_or_null(article.author)},
                 {"source", text_or_null(article.source)},
                 {"published", moment_or_null(article.published)},
                 {"updated", moment_or_null(article.updated)},
                 {"keywords", article.keywords},
                 {"language", text_or_null(article.language)},
                 {"url", text_or_null(article.url)},
                 {"part_of", text_or_null(article.part_of)},
                 {"format", "text"},
                 {"body", article.body},
                 {"cuts", Json::array()},
                 {"doubts", ingested.extraction.doubts},
                 {"file", ingested.where.file},
                 {"line", ingested.where.line == 0 ? Json(nullptr) : Json(ingested.where.line)},
                 {"encoding", ingested.encoding}};
    for (const extract::Span& span : ingested.extraction.spans) {
      if (span.is_kept()) continue;
      line["cuts"].push_back({{"begin", span.begin},
                              {"end", span.end},
                              {"rule", std::string(span.rule)},
                              {"text", span.text}});
    }
    out_ << line.dump() << "\n";
  }

  void finish(const IngestSummary&) override { out_.flush(); }

 private:
  std::ostream& out_;
};

// Text for HTML. It may hold marks of direction: each piece is isolated by its own element.
std::string escape(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

constexpr std::string_view kPageBegin = R"(<!doctype html>
<html lang="ar" dir="rtl">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>What extraction kept and cut</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 1.05rem/1.8 "Noto Naskh Arabic", "Amiri", "Segoe UI", Tahoma, serif; margin: 0 auto;
         max-width: 75rem; padding: 1rem; }
  article { border-top: 3px solid; margin-top: 2rem; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: .5rem 0 1rem; }
  dt, .rule, .where { font: .8rem/2 system-ui, sans-serif; opacity: .75; }
  dd { margin: 0; }
  .row { display: grid; grid-template-columns: 3fr 2fr; gap: 1.5rem; }
  .row > * { margin: 0 0 .6rem; overflow-wrap: anywhere; }
  .cut { grid-column: 2; background: rgb(200 40 40 / .12); padding: 0 .6rem; border-radius: .3rem; }
  .rule { display: block; }
  .doubt { border-inline-start: .3rem solid orange; padding-inline-start: .6rem; }
  @media (max-width: 40rem) { .row { display: block; } }
</style>
)";

class HtmlReport : public ExtractionReport {
 public:
  explicit HtmlReport(std::ostream& out) : out_(out) {
    out_ << kPageBegin
         << "<p dir=\"ltr\">Right: what stays in the article. Left, tinted: what is cut, and the "
            "rule "
            "that cut it.</p>\n";
  }

  void add(const IngestedArticle& ingested) override {
    const extract::Extraction& extraction = ingested.extraction;
    const index::Article& article = extraction.article;
    out_ << "<article>\n<p class=\"where\" dir=\"ltr\">" << escape(ingested.where.describe())
         << " (" << escape(ingested.encoding) << ")</p>\n<h2 dir=\"auto\">" << escape(article.title)
         << "</h2>\n<dl>\n";
    field("id", article.id);
    field("author", article.author);
    field("source", article.source);
    field("published", article.published ? index::to_rfc3339(*article.published) : "");
    field("updated", article.updated ? index::to_rfc3339(*article.updated) : "");
    std::string keywords;
    for (const std::string& keyword : article.keywords) {
      keywords += (keywords.empty() ? "" : "، ") + keyword;
    }
    field("keywords", keywords);
    field("language", article.language);
    field("url", article.url);
    field("part of", article.part_of);
    out_ << "</dl>\n";
    for (const std::string& doubt : extraction.doubts) {
      out_ << "<p class=\"doubt\" dir=\"auto\">" << escape(doubt) << "</p>\n";
    }
    for (const extract::Span& span : extraction.spans) {
      out_ << "<div class=\"row\">";
      if (span.is_kept()) {
        out_ << "<p dir=\"auto\">" << escape(span.text) << "</p>";
      } else {
        out_ << "<p class=\"cut\" dir=\"auto\"><span class=\"rule\" dir=\"ltr\">"
             << escape(span.rule) << "</span>" << escape(span.text) << "</p>";
      }
      out_ << "</div>\n";
    }
    out_ << "</article>\n";
  }

  void finish(const IngestSummary& summary) override {
    out_ << "<p class=\"where\" dir=\"ltr\">" << summary.kept << " articles from " << summary.files
         << " files</p>\n</html>\n";
    out_.flush();
  }

 private:
  void field(const char* name, const std::string& value) {
    if (value.empty()) return;
    out_ << "<dt dir=\"ltr\">" << name << "</dt><dd><bdi>" << escape(value) << "</bdi></dd>\n";
  }

  std::ostream& out_;
};

}  // namespace

std::unique_ptr<ExtractionReport> json_report(std::ostream& out) {
  return std::make_unique<JsonReport>(out);
}

std::unique_ptr<ExtractionReport> html_report(std::ostream& out) {
  return std::make_unique<HtmlReport>(out);
}

}  // namespace fihrist::indexer
