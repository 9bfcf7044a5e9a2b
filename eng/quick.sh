#!/usr/bin/env bash
# The inner loop, after a build: what finds most mistakes within a minute and a half on two cores.
#
#   eng/quick.sh [CONFIGURATION]      by default Release
#
# Two lanes side by side: the compiler's tests, and those of the library, the tool and the generator's declarations, messages and
# snapshots. What compiles whole programs, measures, or runs other processes is left to `dotnet test`.
# The last line is "N passed, N failed in S s"; the exit code is 1 where one failed.
set -uo pipefail
cd "$(dirname "$0")/.."
configuration=${1:-Release}
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT

run() {
  local project=$1
  shift
  "tests/$project/bin/$configuration/net10.0/$project" -noColor "$@" > "$logs/$project" 2>&1 || echo "$project ended with $?" >> "$logs/failed"
}
run NetGen.Compiler.Tests &
{
  run NetGen.Tests
  run NetGen.Tool.Tests
  run NetGen.SourceGenerators.Tests -namespace NetGen.SourceGenerators.Tests.Parsing \
    -namespace NetGen.SourceGenerators.Tests.Declarations -namespace NetGen.SourceGenerators.Tests.Snapshots
} &
wait

grep -hE -A 12 '\[FAIL\]' "$logs"/* 2>/dev/null
[ ! -e "$logs/failed" ] || cat "$logs/failed"
cat "$logs"/NetGen.* | awk -v seconds="$SECONDS" '
  / Total: / {
    for (i = 1; i < NF; i++) {
      if ($i == "Total:") total += $(i + 1)
      if ($i == "Failed:" || $i == "Errors:") failed += $(i + 1)
      if ($i == "Skipped:") skipped += $(i + 1)
    }
    projects++
  }
  END { printf "%d passed, %d failed in %d s\n", total - failed - skipped, failed, seconds; exit failed > 0 || projects < 4 }' || exit 1
[ ! -e "$logs/failed" ]
