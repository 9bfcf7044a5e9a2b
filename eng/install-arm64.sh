#!/usr/bin/env bash
# Installs what the tests need to run programs for Arm64 on another processor: the emulator qemu-aarch64-static, the C and C++ libraries
# of an Arm64 Debian in a folder of their own, and a .NET runtime for Arm64. What is there already stays as it is.
#
#   eng/install-arm64.sh [--link] [sysroot]     the folder of the libraries; else $NETGEN_ARM64_SYSROOT, else artifacts/arm64/sysroot
#
# With --link also what compilation ahead of time needs to make such programs: clang, lld and llvm, and what the libraries' developers get, in
# artifacts/arm64/sysroot-link:  dotnet publish -r linux-arm64 -p:PublishAot=true -p:LinkerFlavor=lld -p:SysRoot=…/artifacts/arm64/sysroot-link
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
link=
if [ "${1:-}" = --link ]; then link=yes; shift; fi
sysroot=$(realpath -m "${1:-${NETGEN_ARM64_SYSROOT:-$root/artifacts/arm64/sysroot}}")
host=$root/artifacts/arm64/host

fail() { echo "install-arm64: $*" >&2; exit 1; }
have() { command -v "$1" >/dev/null; }

[ "$(uname -s)" = Linux ] || fail "the emulator runs on Linux only."
case $(uname -m) in aarch64|arm64) echo "This processor is Arm64: nothing to install."; exit 0 ;; esac
have dotnet || fail "there is no dotnet."

install() {
  have apt-get || fail "there is no apt-get: install $* by other means."
  local as_root=
  if [ "$(id -u)" -ne 0 ]; then
    have sudo || fail "$* is to be installed: run this as root."
    as_root=sudo
  fi
  $as_root apt-get -qq update
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" >/dev/null
}

# unpack FOLDER FILE PACKAGES…: packages of an Arm64 Debian into a folder, in place whole or not at all, and only where FILE is not there yet.
# A package with a bar in its name is whichever of two there is: libssl3|libssl3t64.
work=
trap 'rm -rf "$work"' EXIT
unpack() {
  local to=$1 file=$2 package
  shift 2
  [ ! -e "$to/$file" ] || return 0
  { have apt-get && have dpkg-deb; } || fail "there is no apt-get or no dpkg-deb: unpack Arm64's $* into $to by other means."
  [ -z "$(ls -A "$to" 2>/dev/null)" ] || fail "$to holds something else: name an empty folder, or one that is not there."
  work=$(mktemp -d)
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/debs" "$work/tree"
  touch "$work/status"
  # apt with lists and a state of its own: the system's architectures and packages stay as they are. The distribution's own sources
  # will do where they have a file to themselves; others need not have Arm64.
  local options=(-qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none
    -o Dir::State::lists="$work/lists" -o Dir::State::status="$work/status" -o Dir::Cache="$work/cache")
  local own=/etc/apt/sources.list.d/debian.sources
  if [ -e "$own" ]; then options+=(-o Dir::Etc::sourcelist="$own" -o Dir::Etc::sourceparts=/dev/null); fi
  apt-get "${options[@]}" update
  cd "$work/debs"
  for package in "$@"; do
    apt-get "${options[@]}" download "${package%|*}" 2>/dev/null || apt-get "${options[@]}" download "${package#*|}" ||
      fail "apt's sources have no $package for Arm64."
  done
  for package in *.deb; do
    dpkg-deb -x "$package" "$work/tree"
  done
  cd "$root"
  [ -e "$work/tree/lib/ld-linux-aarch64.so.1" ] || [ ! -e "$work/tree/usr/lib/ld-linux-aarch64.so.1" ] || ln -s usr/lib "$work/tree/lib"
  [ -e "$work/tree/$file" ] || fail "$* brought no $file."
  rm -rf "$to.new"
  mkdir -p "$(dirname "$to")"
  cp -a "$work/tree" "$to.new"
  rmdir "$to" 2>/dev/null || true
  mv -T "$to.new" "$to"
  rm -rf "$work"
}

have qemu-aarch64-static || install qemu-user-static
# libssl's name since Debian 13 ends in t64.
unpack "$sysroot" lib/ld-linux-aarch64.so.1 libc6 libstdc++6 libgcc-s1 zlib1g 'libssl3|libssl3t64'

if [ -n "$link" ]; then
  have clang && have ld.lld && have llvm-objcopy || install clang lld llvm
  # The libraries of the compiler that this distribution's C++ library is of.
  gcc=$(apt-cache depends g++ 2>/dev/null | sed -nE 's/^ *Depends: g\+\+-([0-9]+)$/\1/p' | head -n 1)
  unpack "$root/artifacts/arm64/sysroot-link" usr/lib/aarch64-linux-gnu/crt1.o libc6 libc6-dev linux-libc-dev libgcc-s1 "libgcc-${gcc:-12}-dev" \
    libstdc++6 "libstdc++-${gcc:-12}-dev" zlib1g zlib1g-dev
fi

# With output folders of its own: the projects' restored packages stay those of this processor.
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet publish -m:1 -c Release -r linux-arm64 --self-contained -v quiet --artifacts-path "$root/artifacts/arm64/build" -o "$host" \
  "$root/tests/NetGen.Conformance.Host"
echo "Arm64: $(command -v qemu-aarch64-static), libraries in $sysroot, runtime in $host"
