#!/usr/bin/env bash
# The example under load, a million rows in each of its three largest tables: with the access patterns that its schema
# suggests, as fast as it goes and at up to ten times the rows; then with its own queries at their rates.
# Usage: bench/load.sh MIMAR FOLDER. Takes half an hour and 15 GB below $MIMAR_TMPDIR.
set -eu
cd "$(dirname "$0")/.."
mimar=$1 out=$2
run() {
  "$mimar" load examples/shop/schema.sql --rows 1M "$@" || [ $? = 1 ] || [ $? = 3 ]
}
run --out "$out/derived"
run --workload examples/shop/queries.sql --growth none --out "$out/stated"
