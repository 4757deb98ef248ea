// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/html_page.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "arabic/analyzer.h"
#include "indexer/extract/dates.h"
#include "indexer/extract/html_metadata.h"
#include "indexer/extract/html_text.h"
#include "indexer/extract/html_title.h"
#include "indexer/extract/html_tree.h"
#include "indexer/extract/html_unwanted.h"
#include "indexer/extract/labels.h"
#include "indexer/extract/thread_analyzer.h"

namespace fihrist::indexer::extract {
namespace {

// Running text: a block of this many words outside of links.
constexpr std::size_t kRunningWords = 8;
// A part of a page whose name says that it is no story is believed if it has neither the title nor
// an element that is marked as the story, and if this many running words are left without it.
constexpr std::size_t kLeastLeft = 15;
// An element that is marked as the story is believed if it has at least this share.
constexpr double kLeastOfMarked = 0.25;
// Without a mark, the story's element is the smallest with this share of the running text.
constexpr double kLeastOfStory = 0.7;
// A list or a block of links.
constexpr double kLinkShare = 0.7;

// Names of the story's element, as the usual content systems give them: all of the words of one.
constexpr std::array<std::string_view, 3> kStoryNames[] = {
    {"article", "body"},    {"articlebody"},        {"story", "body"},         {"storybody"},
    {"post", "body"},       {"postbody"},           {"entry", "content"},      {"post", "content"},
    {"article", "content"}, {"news", "content"},    {"news", "body"},          {"article", "text"},
    {"news", "text"},       {"story", "content"},   {"story", "text"},         {"body", "content"},
    {"content", "body"},    {"article", "details"}, {"news", "details"},       {"article", "txt"},
    {"single", "content"},  {"details", "content"}, {"field", "name", "body"}, {"node", "body"}};

std::size_t running_words(const Block& block) {
  const std::size_t words = block.words - block.link_words;
  return words >= kRunningWords ? words : 0;
}

class PageReader {
 public:
  PageReader(const index::Article& stated, std::string_view html) : tree_(html), html_(html) {
    page_.stated = stated;
    page_.stated.body.clear();
  }

  HtmlPage read() {
    complete(read_metadata(tree_));
    blocks_ = blocks_of(tree_.root(), html_);
    weigh();
    cut_unwanted();
    const GumboNode* story = find_story();
    cut_outside(story);
    if (!page_.stated.published) find_date_outside();
    for (Block& block : blocks_) page_.spans.push_back(std::move(block.span));
    return std::move(page_);
  }

 private:
  void complete(HtmlMetadata metadata) {
    index::Article& stated = page_.stated;
    const auto fill = [](std::string& field, std::string value) {
      if (field.empty()) field = std::move(value);
    };
    fill(stated.title, choose_title(metadata));
    if (metadata.source.empty()) metadata.source = site_in_titles(metadata, stated.title);
    if (metadata.source.empty()) metadata.source = std::move(metadata.publisher);
    // A desk that signs with the paper's own name says nothing of who wrote.
    const arabic::Analyzer& analyzer = analyzer_of_thread();
    const std::string source = analyzer.folded_key(metadata.source);
    for (std::string& author : metadata.authors) {
      if (analyzer.folded_key(author) != source) fill(stated.author, std::move(author));
    }
    fill(stated.source, std::move(metadata.source));
    fill(stated.url, std::move(metadata.url));
    fill(stated.language, std::move(metadata.language));
    if (stated.keywords.empty()) stated.keywords = std::move(metadata.keywords);
    if (!stated.published) stated.published = metadata.published;
    if (!stated.updated) stated.updated = metadata.updated;
  }

  // The running words in and below each element; of blocks that are not cut.
  void weigh() {
    weight_.clear();
    for (const Block& block : blocks_) {
      const std::size_t words = block.span.is_kept() ? running_words(block) : 0;
      if (words == 0) continue;
      for (const GumboNode* node = block.element; node != nullptr; node = node->parent) {
        weight_[node] += words;
      }
    }
  }

  std::size_t weight(const GumboNode* node) const {
    const auto found = weight_.find(node);
    return found == weight_.end() ? 0 : found->second;
  }

  double share(const GumboNode* node) const {
    const std::size_t all = weight(tree_.root());
    return all == 0 ? 0 : static_cast<double>(weight(node)) / static_cast<double>(all);
  }

  // The elements with the title or with what is marked as the story, and all around them.
  std::unordered_set<const GumboNode*> around_story() const {
    std::unordered_set<const GumboNode*> around;
    const arabic::Analyzer& analyzer = analyzer_of_thread();
    const std::string title = analyzer.folded_key(page_.stated.title);
    for_each_element(tree_.root(), [&](const GumboNode* node) {
      const bool has_title = has_tag(node, {GUMBO_TAG_H1, GUMBO_TAG_H2}) && !title.empty() &&
                             analyzer.folded_key(text_of(node)) == title;
      if (has_title || (weight(node) > 0 && is_marked(node))) {
        for (const GumboNode* one = node; one != nullptr; one = one->parent) around.insert(one);
      }
      return true;
    });
    return around;
  }

  void cut_unwanted() {
    const std::unordered_set<const GumboNode*> story = around_story();
    std::unordered_map<const GumboNode*, std::string_view> rules;
    std::size_t left = weight(tree_.root());
    for_each_element(tree_.root(), [&](const GumboNode* node) {
      const std::string_view rule = unwanted_rule(node);
      const std::size_t words = weight(node);
      if (rule.empty() || story.contains(node) || (words > 0 && left < words + kLeastLeft)) {
        return true;
      }
      left -= words;
      for_each_element(node, [&](const GumboNode* below) {
        rules.emplace(below, rule);
        return true;
      });
      return false;
    });
    for (Block& block : blocks_) {
      if (const auto found = rules.find(block.element); found != rules.end()) {
        block.span.rule = found->second;
      }
    }
    cut_link_lists();
    weigh();
  }

  // Lists whose items are links, and blocks that are.
  void cut_link_lists() {
    struct Links {
      std::size_t words = 0;
      std::size_t link_words = 0;
      std::size_t blocks = 0;
    };
    std::unordered_map<const GumboNode*, Links> lists;
    const auto list_around = [](const GumboNode* node) {
      while (node != nullptr && !has_tag(node, {GUMBO_TAG_UL, GUMBO_TAG_OL})) node = node->parent;
      return node;
    };
    for (const Block& block : blocks_) {
      if (const GumboNode* list = list_around(block.element)) {
        Links& links = lists[list];
        links.words += block.words;
        links.link_words += block.link_words;
        ++links.blocks;
      }
    }
    for (Block& block : blocks_) {
      const GumboNode* list = list_around(block.element);
      if (list == nullptr || !block.span.is_kept()) continue;
      const Links& links = lists[list];
      if (links.blocks > 1 &&
          static_cast<double>(links.link_words) >= kLinkShare * static_cast<double>(links.words)) {
        block.span.rule = "link list";
      }
    }
  }

  static bool is_marked(const GumboNode* node) {
    if (attribute_of(node, "itemprop") == "articleBody") return true;
    const std::vector<std::string> words = name_words(node);
    if (words.empty()) return false;
    return std::any_of(std::begin(kStoryNames), std::end(kStoryNames), [&](const auto& names) {
      return std::all_of(names.begin(), names.end(), [&](std::string_view name) {
        return name.empty() || std::find(words.begin(), words.end(), name) != words.end();
      });
    });
  }

  const GumboNode* find_story() const {
    // Of elements that are marked, the one with most text; inside it may be a smaller one that is
    // marked too and has nearly as much.
    const GumboNode* marked = nullptr;
    for_each_element(tree_.root(), [&](const GumboNode* node) {
      if (is_invisible(node) && !has_tag(node, {GUMBO_TAG_HEAD})) return false;
      const bool is_better = marked == nullptr || share(node) >= 0.8 * share(marked);
      if (is_marked(node) && share(node) >= kLeastOfMarked && is_better) marked = node;
      return true;
    });
    if (marked != nullptr) return marked;
    const GumboNode* story = tree_.root();
    while (true) {
      const GumboNode* next = nullptr;
      for (const GumboNode* child : children_of(story)) {
        if (is_block(child) && share(child) >= kLeastOfStory) next = child;
      }
      if (next == nullptr || has_tag(next, {GUMBO_TAG_P})) return story;
      story = next;
    }
  }

  void cut_outside(const GumboNode* story) {
    for (Block& block : blocks_) {
      if (!block.span.is_kept()) continue;
      const GumboNode* node = block.element;
      while (node != nullptr && node != story) node = node->parent;
      if (node == nullptr) block.span.rule = "outside the story";
    }
  }

  // The date that stands between title and story, where no metadata has it.
  void find_date_outside() {
    const arabic::Analyzer& analyzer = analyzer_of_thread();
    const std::string title = analyzer.folded_key(page_.stated.title);
    const auto is_title = [&](const Block& block) {
      return !title.empty() && analyzer.folded_key(block.span.text) == title;
    };
    const auto is_story = [](const Block& block) {
      return block.span.is_kept() && running_words(block) > 0;
    };
    const auto story = std::find_if(blocks_.begin(), blocks_.end(), is_story);
    auto begin = story;
    for (auto block = blocks_.begin(); block != story; ++block) {
      if (is_title(*block)) begin = block;
    }
    // The date may stand above the title as well.
    constexpr std::ptrdiff_t kAround = 8;  // blocks
    begin -= std::min(kAround, begin - blocks_.begin());
    const auto end = story + std::min(kAround, blocks_.end() - story);
    const auto take = [&](auto read) {
      for (auto block = begin; block != end && !page_.stated.published; ++block) {
        constexpr std::size_t kDateWords = 14;
        const bool elsewhere = block->span.rule == "link list" || block->span.rule == "navigation";
        if (block->words <= kDateWords && !elsewhere)
          page_.stated.published = read(block->span.text);
      }
    };
    using Date = std::optional<index::Moment>;
    take([&](const std::string& text) -> Date {
      const std::vector<Label> labels = find_labels(text, analyzer.tokenize(text));
      const bool is_labelled = !labels.empty() && labels[0].kind == LabelKind::kPublished;
      return is_labelled ? find_date(text) : std::nullopt;
    });
    take([](const std::string& text) -> Date { return parse_date_line(text); });
    // Beside the name of a section: `ثقافة 2017/02/25 13:39`.
    take([](const std::string& text) -> Date { return parse_date_line(text, 2); });
  }

  HtmlTree tree_;
  std::string_view html_;
  HtmlPage page_;
  std::vector<Block> blocks_;
  std::unordered_map<const GumboNode*, std::size_t> weight_;
};

}  // namespace

HtmlPage read_page(const index::Article& stated, std::string_view html) {
  return PageReader(stated, html).read();
}

std::vector<Span> read_fragment(std::string_view html) {
  const HtmlTree tree(html);
  std::vector<Span> spans;
  for (Block& block : blocks_of(tree.root(), html)) {
    for (const GumboNode* node = block.element; node != nullptr; node = node->parent) {
      const std::vector<std::string> words = name_words(node);
      for (const std::string_view word : {"share", "sharedaddy", "addthis", "social"}) {
        if (std::find(words.begin(), words.end(), word) != words.end()) {
          block.span.rule = "share buttons";
        }
      }
    }
    spans.push_back(std::move(block.span));
  }
  return spans;
}

}  // namespace fihrist::indexer::extract
