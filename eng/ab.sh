#!/usr/bin/env bash
# Whether a change costs speed: builds two commits and has a process of each measure the same cases by turns.
#
#   eng/ab.sh OLD NEW [PATTERN]       cases whose names have the pattern, by default all
#
# Prints for each case the least nanoseconds of each commit, and the median of PAIRS (5) medians of the ratios of ROUNDS (8) turns, less one:
#   CASE old new change
# and ends with an error where a case takes more than 3 % longer, the smallest network 2 %. A turn is a tenth of a second of each: what
# neighbors of the machine do meets both. Each pair is two new processes: one binary against itself differs by up to 3 % from pair to pair,
# by where its code and its memory happen to lie.
set -euo pipefail
[ $# -ge 2 ] || { sed -n '2,10p' "$0"; exit 2; }
cd "$(dirname "$0")/.."
old=$(git rev-parse --verify "$1^{commit}") new=$(git rev-parse --verify "$2^{commit}")
pattern=${3:-} rounds=${ROUNDS:-8} pairs=${PAIRS:-5}
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
  for ((pair = 1; pair <= pairs; pair++)); do
    rm -f "$work"/*.in "$work"/*.out
    start old; start new
    exec 3>"$work/old.in" 4<"$work/old.out" 5>"$work/new.in" 6<"$work/new.out"
    for ((turn = -2; turn <= rounds; turn++)); do
      # The one that goes first has the cooler machine: they take turns at that, too.
      if ((turn % 2)); then a=$(ask 3 4 "$name"); b=$(ask 5 6 "$name"); else b=$(ask 5 6 "$name"); a=$(ask 3 4 "$name"); fi
      if ((turn > 0)); then echo "$pair $a $b"; fi    # in the first turns the JIT is busy
    done
    exec 3>&- 4<&- 5>&- 6<&-
    wait
  done | awk -v name="$name" '
    function median(values, n,    i, j, t) {
      for (i = 2; i <= n; i++) { t = values[i]; for (j = i - 1; j >= 1 && values[j] > t; j--) values[j + 1] = values[j]; values[j + 1] = t }
      return n % 2 ? values[(n + 1) / 2] : (values[n / 2] + values[n / 2 + 1]) / 2
    }
    $1 != pair { if (n) medians[++pairs] = median(ratio, n); pair = $1; n = 0 }
    { ratio[++n] = $3 / $2; if (NR == 1 || $2 < a) a = $2; if (NR == 1 || $3 < b) b = $3 }
    END {
      medians[++pairs] = median(ratio, n)
      change = median(medians, pairs) - 1
      slower = (change > (name ~ /^10-64-64-1/ ? 0.02 : 0.03))
      printf "%-55s %12.1f %12.1f %+7.3f%s\n", name, a, b, change, slower ? "  slower" : ""
    }'
done <"$work/cases" | tee "$work/lines"
slower=$(grep -c '  slower$' "$work/lines" || true)
echo "result: slower cases = $slower"
[ "$slower" -eq 0 ]
