#!/usr/bin/env bash
# Whether a change costs speed: builds two commits and has them measure by turns, in processes of their own, on an otherwise idle machine.
#
#   eng/ab.sh OLD NEW [ratios' options, such as --only PATTERN]
#
# Prints for each case the share of the machine's limit that each commit reaches, and the change:
#   CASE old new change
# and ends with an error where a case falls by more than 0.03, the smallest network's by more than 0.02. A commit's share is the shortest
# limit that any process of either saw, over the shortest time of its own ROUNDS (15) processes: where neighbors share the machine, the
# same binary takes up to 1.5 times as long from one process to the next, and medians of shares move by 0.2. The shortest times repeat.
set -euo pipefail
[ $# -ge 2 ] || { sed -n '2,10p' "$0"; exit 2; }
cd "$(dirname "$0")/.."
old=$(git rev-parse --verify "$1^{commit}") new=$(git rev-parse --verify "$2^{commit}")
shift 2
rounds=${ROUNDS:-15}
work=$(mktemp -d)
trap 'for side in old new; do git worktree remove --force "$work/$side" 2>/dev/null || true; done; rm -rf "$work"; git worktree prune' EXIT

for side in old new; do
  git worktree add --quiet --detach "$work/$side" "${!side}"
  dotnet build "$work/$side/benchmarks/NetGen.Benchmarks" -c Release -v quiet --nologo >&2
done
dotnet build-server shutdown >/dev/null 2>&1 || true

for ((round = 1; round <= rounds; round++)); do
  # The one that goes first has the cooler machine: they take turns at that, too.
  if ((round % 2)); then order="old new"; else order="new old"; fi
  for side in $order; do
    (cd "$work/$side" && dotnet run -c Release --no-build --project benchmarks/NetGen.Benchmarks -- ratios --no-torch --json "$work/$side.$round.json" "$@") >/dev/null
  done
  echo "round $round of $rounds" >&2
done

# Each file is an array of objects, one property a line: "case", "netgen_ns" and "limit_ns" are all that is read.
awk -v rounds="$rounds" -v work="$work" '
  function read_file(side, round,   line, name, file) {
    file = work "/" side "." round ".json"
    while ((getline line < file) > 0) {
      if (line ~ /"case":/) { name = line; sub(/^[^:]*: "/, "", name); sub(/",?$/, "", name); if (!(name in seen)) { seen[name] = 1; names[++count] = name } }
      if (line ~ /"netgen_ns":/) least(times, side SUBSEP name, number(line))
      if (line ~ /"limit_ns":/ && line !~ /null/) least(limits, name, number(line))
    }
    close(file)
  }
  function number(line) { sub(/^[^:]*: /, "", line); sub(/,$/, "", line); return line + 0 }
  function least(table, key, value) { if (!(key in table) || value < table[key]) table[key] = value }
  BEGIN {
    for (r = 1; r <= rounds; r++) { read_file("old", r); read_file("new", r) }
    printf "%-55s %6s %6s %7s\n", "case", "old", "new", "change"
    for (i = 1; i <= count; i++) {
      name = names[i]
      if (!(("old", name) in times) || !(("new", name) in times) || !(name in limits)) continue
      a = limits[name] / times["old", name]; b = limits[name] / times["new", name]; most = name ~ /^10-64-64-1/ ? 0.02 : 0.03
      bad = b < a - most; fell += bad
      printf "%-55s %6.3f %6.3f %+7.3f%s\n", name, a, b, b - a, bad ? "  slower" : ""
    }
    printf "result: slower cases = %d\n", fell
    exit fell > 0
  }'
