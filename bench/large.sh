#!/bin/sh
# Made databases of 1,000 tables, dumps of 100 MB, and a dump of your own.
# Usage: bench/large.sh MIMAR [DUMP.sql...]
set -u
here=$(dirname "$0"); mimar=$1; shift
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
make() { "$here/make_schema" "$@"; }
measure() { "$here/measure" "$@" || failed=1; }
failed=0
make 1000 > "$work/a.sql"; make 1000 --changes 50 > "$work/b.sql"; make 1000 --routines > "$work/routines.sql"
measure -b 0.3 -m 300 "diff, 1,000 tables, 50 changes" "$mimar" diff "$work/a.sql" "$work/b.sql"
measure -m 300 "inspect, 1,000 tables" "$mimar" inspect "$work/a.sql"
measure -m 300 "check --set strict, the same" "$mimar" check "$work/a.sql" --set strict
measure -m 300 "check --set strict, with routines" "$mimar" check "$work/routines.sql" --set strict
measure -m 300 "emit ddl, with routines" "$mimar" emit ddl "$work/routines.sql"
for dump in "$@"; do measure -b 1 "inspect $(basename "$dump"), $(wc -c < "$dump") bytes" "$mimar" inspect "$dump"; done
make 20 --data 100 > "$work/copy.sql"
measure -n 3 -m 300 "inspect, 100 MB of COPY blocks" "$mimar" inspect "$work/copy.sql"; rm "$work/copy.sql"
make 20 --data 100 --inserts > "$work/inserts.sql"
measure -n 3 -m 300 "inspect, 100 MB of INSERT statements" "$mimar" inspect "$work/inserts.sql"
exit $failed
