// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What a person should know about how a query was understood and answered.
#pragma once

#include <string>

namespace fihrist::search {

struct Note {
  enum class Kind {
    kNoWords,             // there is nothing in the query to search for
    kTooManyWords,        // only the first kMostWords count
    kIgnoredOperator,     // `about` stands where it can mean nothing
    kUnknownField,        // `about` is no field's name: its words were searched for
    kBadDate,             // `about` is no date: it was left out
    kContradictoryDates,  // no day is after the one date and before the other
    kWildcardTooShort,    // `about` is too short before its *: searched for as a word
    kWildcardCut,         // `about` stands for too many words: only the most frequent of them count
    kNoneHasAll,          // no article has all words: these have some of them
    kFewHaveAll,          // behind the articles that have all words stand others that have some
    kNoPhrase,            // no article has the words of a phrase together: these have the words
    kCorrected,           // nothing was found, so `about` was searched for instead
    kTimeLimit,           // the time of a query was over: these are the best of what was seen
  };
  Kind kind;
  std::string about;  // the part of the query, as typed; empty where the kind says it all

  friend bool operator==(const Note&, const Note&) = default;
};

}  // namespace fihrist::search
