#!/bin/sh
# Starting scratch: the first time (the template cluster is made), and after. Both are whole proofs of one table: a server started,
# the source and our DDL of it executed and read back, the server stopped.
# Usage: bench/scratch.sh MIMAR
set -u
here=$(dirname "$0"); mimar=$1
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
chmod 755 "$work"; echo 'CREATE TABLE t (id bigint PRIMARY KEY);' > "$work/t.sql"
failed=0
cold() { XDG_CACHE_HOME="$work/cache$1" "$here/measure" -n 1 "inspect --verify, first time ($1)" "$mimar" inspect --verify "$work/t.sql"; }
for i in 1 2 3; do mkdir -p "$work/cache$i"; chmod 777 "$work/cache$i"; cold $i || failed=1; done
"$here/measure" -n 5 "inspect --verify, after" "$mimar" inspect --verify "$work/t.sql" || failed=1
exit $failed
