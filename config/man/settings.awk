# SPDX-FileCopyrightText: 2026 The Fihrist developers
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Writes fihristd.toml(5): what config/fihristd.toml says of each key, in place of the line @SETTINGS@ of `template`.
# A key is documented by the comment above it; a comment with an empty line below it belongs to the file.

function escape(text) {
  gsub(/\\/, "\\e", text)
  gsub(/"/, "\\(dq", text)
  sub(/^[.']/, "\\\\\\&&", text)
  while (match(text, /[.] +[A-Z]/)) { # mdoc wants each sentence on a line of its own
    text = substr(text, 1, RSTART) "\n" substr(text, RSTART + RLENGTH - 1)
  }
  return text
}

function blocks(  line) {
  while ((getline line < template) > 0) {
    if (line == "@SETTINGS@") return
    print line
  }
}

BEGIN { blocks() }

/^# ?/ {
  sub(/^# ?/, "")
  comment = comment escape($0) "\n"
  next
}
/^\[/ {
  gsub(/[][ \t]/, "")
  table = $0 "."
  comment = ""
  next
}
/^[a-z_0-9]+ *=/ {
  key = table $1
  value = $0
  sub(/^[^=]*= */, "", value)
  printf ".It Ic %s No = Ar %s\n%s", key, quoted(value), comment
  comment = ""
  next
}
/^$/ { comment = "" }

function quoted(text) {
  text = escape(text)
  return text ~ /[ ,]/ ? "\"" text "\"" : text
}

END {
  while ((getline line < template) > 0) print line
}
