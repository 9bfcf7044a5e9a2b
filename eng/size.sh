#!/usr/bin/env bash
# How much code there is to read: C# tokens of src, outside generated files, comments and blank space not counted.
#
#   eng/size.sh [OLD [NEW]]      by default HEAD and the working tree; prints both and the change
set -euo pipefail
cd "$(dirname "$0")/.."
old=${1:-HEAD} new=${2:-}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Strings count as one token each, whatever they hold.
tokens() {
  perl -0777 -ne '
    s{("""+)(?:.*?)\1|\$?\@"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\\n])*"|\x27(?:\\.|[^\x27\\])+\x27|//[^\n]*|/\*.*?\*/}{ my $t = $&; $t =~ m{^/} ? " " : " s " }gse;
    my $n = () = /[A-Za-z_\x80-\xff][\w\x80-\xff]*|\d[\w.]*|=>|\?\?=?|[-+*\/%&|^<>!=]=|&&|\|\||\+\+|--|<<|>>|::|\S/g;
    $sum += $n; END { print $sum + 0, "\n" }' "$@"
}
export -f tokens

# File by file: a quotation mark in one must not hide the next.
count() {
  if [ -z "$1" ]; then
    git ls-files -z --cached --others --exclude-standard -- src | (cd "$PWD" && tar --null --ignore-failed-read -cf - -T - 2>/dev/null)
  else
    git archive "$1" src
  fi | tar -xf - -C "$work"
  find "$work" -name '*.cs' ! -path '*/Generated/*' -print0 | xargs -0 -n 100000 bash -c 'tokens "$@"' tokens | awk '{ n += $1 } END { print n }'
  rm -rf "${work:?}"/*
}
a=$(count "$old") b=$(count "$new")
echo "tokens of src: $old $a, ${new:-working tree} $b, change $((b - a))"
