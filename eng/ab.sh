#!/usr/bin/env bash
# Whether a change costs speed: builds two commits and has a process of each measure the same cases by turns.
#
#   eng/ab.sh OLD NEW [PATTERN]       cases whose names have the pattern, by default all
#
# Prints for each case the least nanoseconds of each commit, and the median of the ratios of ROUNDS (24) turns, less one:
#   CASE old new change
# and ends with an error where a case takes more than 3 % longer, the smallest network 2 %. A turn is a tenth of a second of each: what
# neighbors of the machine do meets both. Shares of the limit, each in a process of its own, moved by 0.2 between runs of one binary.
set -euo pipefail
[ $# -ge 2 ] || { sed -n '2,9p' "$0"; exit 2; }
cd "$(dirname "$0")/.."
old=$(git rev-parse --verify "$1^{commit}") new=$(git rev-parse --verify "$2^{commit}")
pattern=${3:-} rounds=${ROUNDS:-24}
work=$(mktemp -d)
trap 'for side in old new; do git worktree remove --force "$work/$side" 2>/dev/null || true; done; rm -rf "$work"; git worktree prune' EXIT

for side in old new; do
  git worktree add --quiet --detach "$work/$side" "${!side}"
  dotnet build "$work/$side/benchmarks/NetGen.Benchmarks" -c Release -v quiet --nologo -p:RunAnalyzers=false >&2
done
dotnet build-server shutdown >/dev/null 2>&1 || true

# A worker reads a case's name a line, and answers with what ran, the nanoseconds of the case, and those of an operation at peak.
start() {
  mkfifo "$work/$1.in" "$work/$1.out"
  dotnet "$work/$1/benchmarks/NetGen.Benchmarks.Cases/bin/Release/net10.0/NetGen.Benchmarks.Cases.dll" <"$work/$1.in" >"$work/$1.out" &
}
ask() {   # a descriptor to write to, one to read from, a case
  local answer
  echo "$3" >&"$1"
  IFS= read -r answer <&"$2" || { echo "The worker has ended in $3." >&2; return 1; }
  answer=${answer#* }
  echo "${answer%% *}"
}

dotnet "$work/new/benchmarks/NetGen.Benchmarks/bin/Release/net10.0/NetGen.Benchmarks.dll" cases | grep -F -- "$pattern" >"$work/cases"
printf '%-55s %12s %12s %7s\n' case old new change
while IFS= read -r name; do
  rm -f "$work"/*.in "$work"/*.out
  start old; start new
  exec 3>"$work/old.in" 4<"$work/old.out" 5>"$work/new.in" 6<"$work/new.out"
  for ((turn = -2; turn <= rounds; turn++)); do
    # The one that goes first has the cooler machine: they take turns at that, too.
    if ((turn % 2)); then a=$(ask 3 4 "$name"); b=$(ask 5 6 "$name"); else b=$(ask 5 6 "$name"); a=$(ask 3 4 "$name"); fi
    if ((turn > 0)); then echo "$a $b"; fi    # in the first turns the JIT is busy
  done | awk -v name="$name" '
    { ratio[NR] = $2 / $1; if (NR == 1 || $1 < a) a = $1; if (NR == 1 || $2 < b) b = $2 }
    END {
      for (i = 2; i <= NR; i++) { t = ratio[i]; for (j = i - 1; j >= 1 && ratio[j] > t; j--) ratio[j + 1] = ratio[j]; ratio[j + 1] = t }
      change = (NR % 2 ? ratio[(NR + 1) / 2] : (ratio[NR / 2] + ratio[NR / 2 + 1]) / 2) - 1
      slower = (change > (name ~ /^10-64-64-1/ ? 0.02 : 0.03))
      printf "%-55s %12.1f %12.1f %+7.3f%s\n", name, a, b, change, slower ? "  slower" : ""
    }'
  exec 3>&- 4<&- 5>&- 6<&-
  wait
done <"$work/cases" | tee "$work/lines"
slower=$(grep -c '  slower$' "$work/lines" || true)
echo "result: slower cases = $slower"
[ "$slower" -eq 0 ]
