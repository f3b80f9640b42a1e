#!/usr/bin/env bash
# SPDX-FileCopyrightText: The ipfs-fetch authors
# SPDX-License-Identifier: Apache-2.0
#
# Builds a static kubo from source and prints where it is; does nothing when it is there already.
#
#   build-kubo.sh [VERSION]      VERSION as in 0.43.1; one of the folders kubo-VERSION beside this file
#
# The binary comes to .cache/kubo/VERSION/ipfs at the root of the repository. Needs Go, and the Go
# module proxy that it is set up with. About two minutes on two cores; half of it is downloads.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=kubo.properties
. "$here/kubo.properties"
version=${1:-$KUBO_VERSION}
module=$here/kubo-$version
target=$here/../.cache/kubo/$version

if [ ! -f "$module/go.mod" ]; then
  echo "build-kubo.sh: no module for kubo $version: $module/go.mod is not there" >&2
  exit 2
fi
if [ -x "$target/ipfs" ] && "$target/ipfs" version --number 2>/dev/null | grep -qxF "$version"; then
  (cd "$target" && echo "$PWD/ipfs")
  exit 0
fi
if ! command -v go >/dev/null; then
  echo "build-kubo.sh: Go is needed to build kubo $version, and there is no go on the PATH" >&2
  exit 3
fi

mkdir -p "$target"
# Below a name of its own first, so that an interrupted build leaves no half of a binary behind.
unfinished=$(mktemp -d "$target/unfinished.XXXXXX")
trap 'rm -rf "$unfinished"' EXIT
echo "build-kubo.sh: building kubo $version with $(go version)" >&2
(cd "$module" && CGO_ENABLED=0 go build -mod=readonly -trimpath -buildvcs=false -ldflags='-s -w' \
  -o "$unfinished/ipfs" github.com/ipfs/kubo/cmd/ipfs) >&2
mv "$unfinished/ipfs" "$target/ipfs"
(cd "$target" && echo "$PWD/ipfs")
