// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What can go wrong with an index, each with the moment and the remedy. Functions of this room that
// are handed a Xapian database, or hand one out, may throw Xapian::Error besides.
#pragma once

#include <stdexcept>
#include <string>

namespace fihrist::index {

// Base of all: what() is a whole sentence for a person, with the command that mends it.
class IndexError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// When: no index stands at the path. What to do: `fihrist-index build`.
class IndexMissing : public IndexError {
 public:
  using IndexError::IndexError;
};

// When: something stands there that was not made by this version of Fihrist: a foreign Xapian
// database, another schema, another analysis. What to do: build anew; articles are never guessed
// at.
class IndexMismatch : public IndexError {
 public:
  using IndexError::IndexError;
};

// When: the files of the index cannot be read. What to do: build anew; look at the disk.
class IndexDamaged : public IndexError {
 public:
  using IndexError::IndexError;
};

// When: another build holds the index. What to do: wait for it to end.
class IndexBusy : public IndexError {
 public:
  using IndexError::IndexError;
};

}  // namespace fihrist::index
