#!/usr/bin/env bash
# SPDX-FileCopyrightText: The ipfs-fetch authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes an image that stands in for kubo's published one where no image can be pulled, and prints its name.
#
#   build-kubo-image.sh [VERSION]
#
# Nothing but the static binary, /data and /tmp, from a tar stream: needs neither a base image nor a
# builder. The image has no shell; start the binary itself, as KuboContainer does.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=kubo.properties
. "$here/kubo.properties"
version=${1:-$KUBO_VERSION}
name=$KUBO_SUBSTITUTE:v$version

binary=$("$here/build-kubo.sh" "$version")
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/data/ipfs" "$root/tmp" "$root/usr/local/bin"
chmod 1777 "$root/tmp"
cp "$binary" "$root/usr/local/bin/ipfs"
# Layout, environment and ports as in the published image.
tar -C "$root" --owner=0 --group=0 --numeric-owner -c . | docker import \
  --change 'ENV IPFS_PATH=/data/ipfs' \
  --change 'ENV PATH=/usr/local/bin' \
  --change 'VOLUME /data/ipfs' \
  --change 'EXPOSE 4001 5001 8080' \
  --change 'ENTRYPOINT ["/usr/local/bin/ipfs"]' \
  --change 'CMD ["daemon", "--init"]' \
  --message "kubo $version built from source" - "$name" >/dev/null
echo "$name"
