// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/html_page.h"

#include <doctest/doctest.h>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "index/article.h"
#include "indexer/extract/extraction.h"

namespace fihrist::indexer::extract {
namespace {

const std::string kTitle = "قطار السياح يعود إلى الواحة";
const std::string kFirst =
    "عاد قطار السياح إلى الواحة بعد عامين من الانقطاع وحمل في رحلته الأولى مئة راكب.";
const std::string kSecond = "وقال مدير المحطة إن القطار سيسير كل يوم جمعة حتى نهاية الربيع المقبل.";
const std::string kBody = kFirst + "\n" + kSecond;
const std::string kParagraphs = "<p>" + kFirst + "</p><p>" + kSecond + "</p>";
// As long as the story, and none of it.
const std::string kOther =
    "ويرى قارئ من المدينة أن ثمن التذكرة مرتفع وأن الرحلة تستغرق وقتا أطول مما أعلن عنه سابقا.";

Extraction extract_page(const std::string& html) {
  index::Article stated;
  stated.id = "x";
  stated.body = html;
  return extract_article(stated, Markup::kPage, {});
}

std::string page(const std::string& body) {
  return "<!doctype html><html><head><meta property=\"og:title\" content=\"" + kTitle +
         "\"></head><body>" + body + "</body></html>";
}

// `rule: text` of each cut, a line each.
std::string cuts_of(const Extraction& extraction) {
  std::string cuts;
  for (const Span& span : extraction.spans) {
    if (!span.is_kept()) cuts += std::string(span.rule) + ": " + span.text + "\n";
  }
  return cuts;
}

struct Row {
  std::string_view rule;
  std::string html;  // of the body
};

void check_story(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.rule);
    const Extraction extraction = extract_page(page(row.html));
    CHECK(extraction.article.title == kTitle);
    CHECK(extraction.article.body == kBody);
  }
}

TEST_CASE("the story is found where the page marks it") {
  const std::string around = "<div><p>" + kOther + "</p></div>";
  check_story({
      {"itemprop", around + "<div itemprop=\"articleBody\">" + kParagraphs + "</div>"},
      {"entry-content", around + "<div class=\"entry-content\">" + kParagraphs + "</div>"},
      {"post_content", around + "<div class=\"post_content\">" + kParagraphs + "</div>"},
      {"articleBody as a class", around + "<div class=\"articleBody\">" + kParagraphs + "</div>"},
      {"an id", around + "<div id=\"story-body\">" + kParagraphs + "</div>"},
      {"among other names",
       around + "<div class=\"td-post-content tagdiv-type\">" + kParagraphs + "</div>"},
      {"the longest of several that are marked",
       "<div class=\"post-content\"><p>قصير هذا الملخص جدا ولا يقول شيئا مما جرى.</p></div>"
       "<div class=\"post-content\">" +
           kParagraphs + "</div>"},
      {"the inner of two that are marked",
       "<div class=\"article-content\"><p>موجز</p><div class=\"article-body\">" + kParagraphs +
           "</div><p>لقراءة العدد كاملا</p></div>"},
  });
}

TEST_CASE("without a mark the story is where the running text is") {
  check_story({
      {"paragraphs in the body", kParagraphs},
      {"an article", "<header>الساحل</header><article>" + kParagraphs + "</article>"},
      {"a div among others",
       "<div><b>الساحل</b></div><div><div>" + kParagraphs + "</div></div><div>العدد 17</div>"},
      {"a cell of a table", "<table><tr><td>أخبار</td><td>" + kParagraphs + "</td></tr></table>"},
      {"lines instead of paragraphs", "<div>" + kFirst + "<br>" + kSecond + "</div>"},
      {"beside headlines, though there are more of them",
       "<div><div><a>خبر أول من المدينة</a></div><div><a>خبر ثان من المدينة</a></div><div><a>خبر "
       "ثالث من المدينة</a></div></div><div>" +
           kParagraphs + "</div>"},
  });
}

TEST_CASE("what is no part of a story is cut by the names and kinds of its elements") {
  const std::string text = "كلام ليس من القصة";
  const struct {
    std::string_view rule;
    std::string html;
    std::string cut;
  } rows[] = {
      {"nav", "<nav>" + text + "</nav>", "navigation"},
      {"a class of navigation", "<div class=\"breadcrumbs\">" + text + "</div>", "navigation"},
      {"footer", "<footer>" + text + "</footer>", "footer"},
      {"aside", "<aside>" + text + "</aside>", "sidebar"},
      {"a widget", "<div class=\"widget\">" + text + "</div>", "sidebar"},
      {"share buttons", "<div class=\"post-share\">" + text + "</div>", "share buttons"},
      {"social networks", "<ul id=\"socialLinks\"><li>" + text + "</ul>", "share buttons"},
      {"related links", "<section class=\"related-posts\"><h3>" + text + "</h3></section>",
       "related links"},
      {"comments", "<div id=\"comments\"><p>" + text + "</p></div>", "comments"},
      {"a caption", "<figure><img src=\"a\"><figcaption>" + text + "</figcaption></figure>",
       "caption"},
      {"a caption's class", "<p class=\"wp-caption-text\">" + text + "</p>", "caption"},
      {"keywords", "<div class=\"post-tags\">" + text + "</div>", "keywords"},
      {"an advertisement", "<div class=\"ads\">" + text + "</div>", "advertisement"},
      {"a newsletter", "<div class=\"newsletter-box\">" + text + "</div>", "subscription"},
      {"a hidden class", "<div class=\"hidden\">" + text + "</div>", "hidden"},
      {"a list of links",
       "<ul><li><a>خبر أول من المدينة</a></li><li><a>خبر ثان من المدينة</a></li></ul>",
       "link list"},
      {"a form", "<form><label>" + text + "</label><input name=\"a\"></form>", "form"},
  };
  for (const auto& row : rows) {
    INFO(row.rule);
    const Extraction extraction = extract_page(
        page("<article><p>" + kFirst + "</p>" + row.html + "<p>" + kSecond + "</p></article>"));
    CHECK(extraction.article.body == kBody);
    CHECK(cuts_of(extraction).starts_with(row.cut));
  }
}

TEST_CASE("what is never shown is not even cut") {
  for (const std::string& html :
       {std::string("<script>var a = \"نص\";</script>"), std::string("<style>p{}</style>"),
        std::string("<noscript><p>شغل البرمجة</p></noscript>"),
        std::string("<template><p>نص</p></template>"), std::string("<p hidden>نص</p>"),
        std::string("<p style=\"color:red; display : none\">نص</p>"),
        std::string("<select><option>نص</option></select>"), std::string("<textarea>نص</textarea>"),
        std::string("<svg><text>نص</text></svg>"), std::string("<!-- <p>نص</p> -->"),
        std::string("<iframe>نص</iframe>"), std::string("<p style=\"DISPLAY:NONE\">نص</p>")}) {
    INFO(html);
    const Extraction extraction =
        extract_page(page("<p>" + kFirst + "</p>" + html + "<p>" + kSecond + "</p>"));
    CHECK(extraction.article.body == kBody);
    CHECK(extraction.spans.size() == 2);
  }
}

TEST_CASE("what stands outside of the story is cut, by a rule that says so") {
  const Extraction extraction = extract_page(
      page("<div>جريدة الساحل</div><h1>" + kTitle + "</h1><div class=\"entry-content\">" +
           kParagraphs + "</div><div><p>" + kOther + "</p></div>"));
  CHECK(extraction.article.body == kBody);
  CHECK(cuts_of(extraction) == "outside the story: جريدة الساحل\noutside the story: " + kTitle +
                                   "\noutside the story: " + kOther + "\n");
}

TEST_CASE("names that sound like no story do not kill one") {
  std::string comments;
  for (int i = 0; i < 6; ++i) comments += "<li class=\"comment\"><p>" + kOther + "</p></li>";
  check_story({
      {"a wrapper called sidebar-right",
       "<div class=\"sidebar-right\"><div>" + kParagraphs + "</div></div>"},
      {"a wrapper called has-comments", "<div class=\"has-comments\">" + kParagraphs + "</div>"},
      {"a body with many names",
       "<div class=\"single social-on search-open\" id=\"menu-wrapper\">" + kParagraphs + "</div>"},
      {"a page inside a form",
       "<form id=\"aspnetForm\"><div>" + kParagraphs + "</div><input></form>"},
      {"a paragraph that is mostly links",
       "<div class=\"entry-content\"><p>" + kFirst +
           "</p><p><a href=\"/1\">وقال مدير المحطة إن "
           "القطار سيسير</a> <a href=\"/2\">كل يوم جمعة حتى نهاية الربيع</a> المقبل.</p></div>"},
      {"a story with more comments than text", "<div class=\"entry-content\">" + kParagraphs +
                                                   "</div><ol class=\"commentlist\">" + comments +
                                                   "</ol>"},
      {"a post whose tag is `social`, with more comments than text",
       "<div class=\"post tag-social\"><div class=\"entry-content\">" + kParagraphs +
           "</div></div><ol class=\"commentlist\">" + comments + "</ol>"},
  });
}

TEST_CASE("comments that are as long as the story, or longer, are no story") {
  std::string comments;
  for (int i = 0; i < 6; ++i) {
    comments += "<div><p>" + kOther + " (" + std::to_string(i) + ")</p></div>";
  }
  const std::string two = comments.substr(0, comments.find("<div>", comments.find("(1)")));
  check_story({
      {"long, beside a story that is marked", "<div class=\"entry-content\">" + kParagraphs +
                                                  "</div><div id=\"comments\">" + two + "</div>"},
      {"longer, beside a story that is marked", "<div class=\"entry-content\">" + kParagraphs +
                                                    "</div><div id=\"comments\">" + comments +
                                                    "</div>"},
      {"long, beside an article",
       "<article>" + kParagraphs + "</article><div id=\"comments\">" + two + "</div>"},
      {"longer, beside an article",
       "<article>" + kParagraphs + "</article><div id=\"comments\">" + comments + "</div>"},
      {"longer, inside of an article", "<article><div>" + kParagraphs +
                                           "</div><div id=\"comments\">" + comments +
                                           "</div></article>"},
  });
}

TEST_CASE("a list inside the story stays, unless it is made of links") {
  const std::string list =
      "<ul><li>رحلة الصباح من محطة المرسى</li><li>رحلة المساء من <a>محطة الواحة</a></li></ul>";
  const Extraction extraction = extract_page(
      page("<article><p>" + kFirst + "</p>" + list + "<p>" + kSecond + "</p></article>"));
  CHECK(extraction.article.body == kFirst +
                                       "\nرحلة الصباح من محطة المرسى\nرحلة المساء من محطة "
                                       "الواحة\n" +
                                       kSecond);
}

TEST_CASE("fields that are given stay, and the page completes the others") {
  index::Article stated;
  stated.id = "x";
  stated.title = "عنوان من الأرشيف";
  stated.published = index::make_moment(2020, 1, 2);
  stated.body = page(
      "<meta property=\"article:published_time\" content=\"2024-11-25\">"
      "<meta name=\"author\" content=\"هدى السالم\">" +
      kParagraphs);
  const index::Article article = extract_article(stated, Markup::kPage, {}).article;
  CHECK(article.id == "x");
  CHECK(article.title == "عنوان من الأرشيف");
  CHECK((article.published == stated.published));
  CHECK(article.author == "هدى السالم");
  CHECK(article.body == kBody);
}

TEST_CASE("a page without text has none") {
  for (const std::string& html :
       {std::string(), std::string("<"), std::string("<html></html>"),
        std::string("<html><body><script>x</script><img src=\"a\"></body></html>"),
        std::string("<!-- -->"), std::string("&nbsp;"), std::string("<p> </p>")}) {
    INFO(html);
    const Extraction extraction = extract_page(html);
    CHECK(extraction.article.body == (html == "<" ? "<" : ""));
    CHECK(extraction.article.title.empty());
  }
  CHECK(extract_page(page("")).article.title == kTitle);
}

}  // namespace
}  // namespace fihrist::indexer::extract
