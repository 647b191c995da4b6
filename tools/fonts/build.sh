#!/bin/sh
# Makes the faces of the sketch engine from their originals. Needed only when a face is added or its
# characters change: the results are committed. Debian packages: fonts-noto-core fonts-noto-cjk
# fonts-noto-cjk-extra fonts-lxgw-wenkai python3-fonttools npm.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out="$here/../../sketch/src/main/resources/dev/zimage/sketch/fonts"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$work"
(cd "$work" && npm install --ignore-scripts --no-audit --no-fund --silent)
/usr/bin/python3 "$here/subset.py" "$work/node_modules" "$out" "$@"
