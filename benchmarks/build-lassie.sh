#!/usr/bin/env bash
# SPDX-FileCopyrightText: The ipfs-fetch authors
# SPDX-License-Identifier: Apache-2.0
#
# Builds lassie from source and prints where it is; does nothing when it is there already.
#
#   build-lassie.sh
#
# The binary comes to .cache/lassie/VERSION/lassie at the root of the repository. Needs Go, and the
# Go module proxy that it is set up with.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
module=$here/lassie
version=$(sed -n 's,.*github.com/filecoin-project/lassie v\([^ ]*\).*,\1,p' "$module/go.mod")
target=$here/../.cache/lassie/$version

if [ -x "$target/lassie" ]; then
  (cd "$target" && echo "$PWD/lassie")
  exit 0
fi
if ! command -v go >/dev/null; then
  echo "build-lassie.sh: Go is needed to build lassie $version, and there is no go on the PATH" >&2
  exit 3
fi

mkdir -p "$target"
# Below a name of its own first, so that an interrupted build leaves no half of a binary behind.
unfinished=$(mktemp -d "$target/unfinished.XXXXXX")
trap 'rm -rf "$unfinished"' EXIT
echo "build-lassie.sh: building lassie $version with $(go version)" >&2
(cd "$module" && CGO_ENABLED=0 go build -mod=readonly -trimpath -buildvcs=false -ldflags='-s -w' \
  -o "$unfinished/lassie" github.com/filecoin-project/lassie/cmd/lassie) >&2
mv "$unfinished/lassie" "$target/lassie"
(cd "$target" && echo "$PWD/lassie")
