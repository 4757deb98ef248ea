// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// XML as a parser that is not ours reads it.
#pragma once

#include <doctest/doctest.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <memory>
#include <string>
#include <vector>

namespace fihrist::test {

// An element of a document that outlives it.
class Element {
 public:
  explicit Element(xmlNode* node) : node_(node) {}

  std::string name() const {
    return (node_->ns != nullptr && node_->ns->prefix != nullptr
                ? reinterpret_cast<const char*>(node_->ns->prefix) + std::string(":")
                : std::string()) +
           reinterpret_cast<const char*>(node_->name);
  }

  // Its children of this name, or all of them.
  std::vector<Element> children(const std::string& wanted = {}) const {
    std::vector<Element> found;
    for (xmlNode* child = node_->children; child != nullptr; child = child->next) {
      if (child->type != XML_ELEMENT_NODE) continue;
      if (wanted.empty() || Element(child).name() == wanted) found.emplace_back(child);
    }
    return found;
  }

  // The one child of this name.
  Element child(const std::string& wanted) const {
    INFO(wanted);
    const auto found = children(wanted);
    REQUIRE(found.size() == 1);
    return found.front();
  }

  // All text in it.
  std::string text() const { return take(xmlNodeGetContent(node_)); }
  std::string text(const std::string& wanted) const { return child(wanted).text(); }

  // Empty if it has none of this name.
  std::string attribute(const std::string& wanted) const {
    return take(xmlGetProp(node_, reinterpret_cast<const xmlChar*>(wanted.c_str())));
  }

  // The target of its link of this kind, or an empty string.
  std::string link(const std::string& relation, const std::string& name = "link") const {
    for (const Element& one : children(name)) {
      if (one.attribute("rel") == relation) return one.attribute("href");
    }
    return {};
  }

 private:
  static std::string take(xmlChar* text) {
    if (text == nullptr) return {};
    std::string taken = reinterpret_cast<const char*>(text);
    xmlFree(text);
    return taken;
  }

  xmlNode* node_;
};

// A document that must be well-formed.
class Document {
 public:
  explicit Document(const std::string& xml)
      : document_(xmlReadMemory(xml.data(), static_cast<int>(xml.size()), "test", nullptr,
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING),
                  xmlFreeDoc) {
    INFO(xml);
    REQUIRE(document_ != nullptr);
  }

  Element root() const { return Element(xmlDocGetRootElement(document_.get())); }

 private:
  std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document_;
};

}  // namespace fihrist::test
