// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Files of any encoding, read as UTF-8.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "indexer/sources/input.h"

namespace fihrist::indexer {

// The encoding of a text that begins with the bytes of `head`. In this order, the first that says
// something clear:
//   1. a byte order mark
//   2. the bytes: what is UTF-8 with letters beyond ASCII is nothing else by chance, whatever a
//      page declares; zero bytes or the first byte of Arabic letters at every other place are
//      UTF-16
//   3. what an HTML or XML text declares of itself
//   4. uchardet; between the two Arabic encodings of one byte a letter, also the letters that come
//      out (uchardet knows them from long texts only)
// Names are those of MIME: `UTF-8`, `windows-1256`, `ISO-8859-6`, `UTF-16LE` …
std::string detect_encoding(std::string_view head);

// A file's text as UTF-8, without a byte order mark.
struct TextInput {
  std::unique_ptr<Input> input;  // bytes_read() still counts those on disk
  std::string encoding;          // as detect_encoding() names it
  std::string head;              // the first bytes of the text, which `input` will give again
};

// Bytes of a UTF-8 file come as they are, so that a reader can tell where they are ill-formed;
// those of another encoding that mean nothing there come as U+FFFD. Throws InputError.
TextInput open_text(const std::filesystem::path& path);

}  // namespace fihrist::indexer
