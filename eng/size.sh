#!/usr/bin/env bash
# How much code there is to read: C# tokens of src, outside generated files, comments and blank space not counted.
#
#   eng/size.sh [OLD [NEW]]      by default HEAD and the working tree; prints both and the change
set -euo pipefail
cd "$(dirname "$0")/.."
old=${1:-HEAD} new=${2:-}

# Strings count as one token each, whatever they hold.
tokens() {
  perl -0777 -ne '
    s{("""+)(?:.*?)\1|\$?\@"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\\n])*"|\x27(?:\\.|[^\x27\\])+\x27|//[^\n]*|/\*.*?\*/}{ my $t = $&; $t =~ m{^/} ? " " : " s " }gse;
    my $n = () = /[A-Za-z_\x80-\xff][\w\x80-\xff]*|\d[\w.]*|=>|\?\?=?|[-+*\/%&|^<>!=]=|&&|\|\||\+\+|--|<<|>>|::|\S/g;
    $sum += $n; END { print $sum + 0, "\n" }' "$@"
}
count() {
  if [ -z "$1" ]; then
    git ls-files -z --cached --others --exclude-standard -- 'src/*.cs' ':!*/Generated/*' | xargs -0 -r ls -d 2>/dev/null | tr '\n' '\0' | xargs -0 cat | tokens
  else
    git ls-tree -r -z --name-only "$1" -- src | grep -zE '\.cs$' | grep -zv '/Generated/' | sed -z "s|^|$1:|" | xargs -0 -n 50 git show | tokens
  fi
}
a=$(count "$old") b=$(count "$new")
echo "tokens of src: $old $a, ${new:-working tree} $b, change $((b - a))"
