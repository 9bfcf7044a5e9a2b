#!/usr/bin/env bash
# Installs what the tests need to run programs for Arm64 on another processor: the emulator qemu-aarch64-static, the C and C++ libraries
# of an Arm64 Debian in a folder of their own, and a .NET runtime for Arm64. What is there already stays as it is.
#
#   eng/install-arm64.sh [sysroot]     the folder of the libraries; else $NETGEN_ARM64_SYSROOT, else artifacts/arm64/sysroot
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
sysroot=$(realpath -m "${1:-${NETGEN_ARM64_SYSROOT:-$root/artifacts/arm64/sysroot}}")
host=$root/artifacts/arm64/host

fail() { echo "install-arm64: $*" >&2; exit 1; }
have() { command -v "$1" >/dev/null; }

[ "$(uname -s)" = Linux ] || fail "the emulator runs on Linux only."
case $(uname -m) in aarch64|arm64) echo "This processor is Arm64: nothing to install."; exit 0 ;; esac
have dotnet || fail "there is no dotnet."

if ! have qemu-aarch64-static; then
  have apt-get || fail "there is no apt-get: install qemu-aarch64-static (Debian's package qemu-user-static) by other means."
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    have sudo || fail "qemu-user-static is to be installed: run this as root."
    as_root=sudo
  fi
  $as_root apt-get -qq update
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends qemu-user-static >/dev/null
fi

# Put in place whole or not at all, and only where there is nothing.
if [ ! -e "$sysroot/lib/ld-linux-aarch64.so.1" ]; then
  { have apt-get && have dpkg-deb; } ||
    fail "there is no apt-get or no dpkg-deb: unpack Arm64's libc6, libstdc++6, libgcc-s1, zlib1g and libssl3 into $sysroot by other means."
  [ -z "$(ls -A "$sysroot" 2>/dev/null)" ] || fail "$sysroot holds something else: name an empty folder, or one that is not there."
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/debs" "$work/tree"
  touch "$work/status"
  # apt with lists and a state of its own: the system's architectures and packages stay as they are. The distribution's own sources
  # will do where they have a file to themselves; others need not have Arm64.
  options=(-qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none
    -o Dir::State::lists="$work/lists" -o Dir::State::status="$work/status" -o Dir::Cache="$work/cache")
  own=/etc/apt/sources.list.d/debian.sources
  if [ -e "$own" ]; then options+=(-o Dir::Etc::sourcelist="$own" -o Dir::Etc::sourceparts=/dev/null); fi
  apt-get "${options[@]}" update
  cd "$work/debs"
  apt-get "${options[@]}" download libc6 libstdc++6 libgcc-s1 zlib1g ||
    fail "apt's sources have no packages for Arm64."
  # Its name since Debian 13 ends in t64.
  apt-get "${options[@]}" download libssl3 2>/dev/null || apt-get "${options[@]}" download libssl3t64 ||
    fail "apt's sources have no libssl3 for Arm64."
  for package in *.deb; do
    dpkg-deb -x "$package" "$work/tree"
  done
  cd "$root"
  [ -e "$work/tree/lib/ld-linux-aarch64.so.1" ] || [ ! -e "$work/tree/usr/lib/ld-linux-aarch64.so.1" ] || ln -s usr/lib "$work/tree/lib"
  [ -e "$work/tree/lib/ld-linux-aarch64.so.1" ] || fail "libc6 brought no loader."
  rm -rf "$sysroot.new"
  mkdir -p "$(dirname "$sysroot")"
  cp -a "$work/tree" "$sysroot.new"
  rmdir "$sysroot" 2>/dev/null || true
  mv -T "$sysroot.new" "$sysroot"
fi

# With output folders of its own: the projects' restored packages stay those of this processor.
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet publish -m:1 -c Release -r linux-arm64 --self-contained -v quiet --artifacts-path "$root/artifacts/arm64/build" -o "$host" \
  "$root/tests/NetGen.Conformance.Host"
echo "Arm64: $(command -v qemu-aarch64-static), libraries in $sysroot, runtime in $host"
