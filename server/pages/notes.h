// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Notes about a query in words.
#pragma once

#include <span>
#include <string>

#include "server/search/note.h"

namespace fihrist::pages {

// A note's stable name and its words. `{}` in them stands for what the note is about.
struct NoteText {
  search::Note::Kind kind;
  const char* code;
  const char* english;
  const char* arabic;
};

// All kinds of notes.
std::span<const NoteText> note_texts();

const NoteText& text_of(const search::Note& note);

std::string code_of(const search::Note& note);
std::string english_text(const search::Note& note);

}  // namespace fihrist::pages
