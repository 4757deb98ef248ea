// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// XML as newspapers' programs write it, made fit for a parser.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "indexer/sources/input.h"

namespace fihrist::indexer {

// Gives the bytes of a UTF-8 document with what a feed gets wrong most often repaired, and with
// what can do harm taken out:
//   - `&` that begins no reference of XML's own becomes `&amp;`: an ampersand in an address, and
//   the
//     entities of HTML (`&nbsp;`), which those who read HTML resolve later
//   - the document type and all that it defines is dropped: nothing can be expanded or fetched
//   - control characters, and references to them, become blanks; ill-formed bytes become U+FFFD,
//   and
//     a character that the end of the file cuts goes
//   - what a tag has over kLongestTag bytes goes: libxml2 compares each attribute with all others
// CDATA sections stay as they are, but for the last of these.
class XmlInput : public Input {
 public:
  static constexpr std::size_t kLongestTag = 32'768;

  explicit XmlInput(Input& input) : input_(input) {}

  std::size_t read(char* buffer, std::size_t size) override;
  std::uint64_t bytes_read() const override { return input_.bytes_read(); }

  // The line (from 1) of the first ill-formed byte that has been read, or nothing.
  std::optional<std::size_t> ill_formed_line() const { return ill_formed_line_; }

 private:
  enum class Part { kText, kTag, kCdata, kComment, kDoctype };

  void fill();
  void take_valid();
  void convert(bool last);
  std::size_t take_ampersand(std::size_t at);

  Input& input_;
  std::string bytes_;  // read, and perhaps cut inside a character
  std::string raw_;    // well-formed, not yet converted
  std::string ready_;  // converted
  std::size_t given_ = 0;
  bool ended_ = false;
  Part part_ = Part::kText;
  std::size_t tag_bytes_ = 0;  // of the tag that is open
  int brackets_ = 0;           // of the document type
  char quote_ = '\0';          // inside of which it is
  std::size_t line_ = 1;
  std::optional<std::size_t> ill_formed_line_;
};

}  // namespace fihrist::indexer
