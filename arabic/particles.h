// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The closed class: prepositions, conjunctions, pronouns, demonstratives.
#pragma once

#include <string_view>

namespace fihrist::arabic {

struct Particle {
  std::u32string_view proclitic;  // views into the word
  std::u32string_view letters;
  std::u32string_view pronoun;
};

// How a folded word is read as a particle, alone, behind و ف ب ل ك, with a pronoun (وعليهم, بأنها);
// all views are empty if it is none. Comes before every other reading: وكيف is no adjective in
// news, وعلي no ibex.
Particle read_particle(std::u32string_view word);

}  // namespace fihrist::arabic
