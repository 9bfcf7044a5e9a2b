#!/usr/bin/env bash
# Writes PublicAPI.Unshipped.txt of the packages' libraries again: every public member that PublicAPI.Shipped.txt does not list. Review the difference as
# you would code: it is what users see. A member of Shipped that is gone is not written here; it is for a new major version.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 LC_ALL=C

log=$(mktemp)
trap 'rm -f "$log"' EXIT
for project in NetGen NetGen.Benchmarking; do
  file=src/$project/PublicAPI.Unshipped.txt
  cp "$file" "$log.before"
  echo '#nullable enable' >"$file"
  # A list that is not there makes every member a warning, which names it as the list does.
  if ! dotnet build "src/$project" -c Release -m:1 -nologo -v minimal -tl:off -p:TreatWarningsAsErrors=false >"$log" 2>&1; then
    mv "$log.before" "$file"
    cat "$log" >&2
    exit 1
  fi
  sed -nE "s/^.*: warning RS0016: Symbol '(.*)' is not part of the declared public API.*$/\1/p" "$log" | sort -u >>"$file"
  rm "$log.before"
  echo "$file: $(($(wc -l <"$file") - 1)) members"
done
