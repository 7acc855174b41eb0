#!/bin/sh
# Reading a live database of 300 tables with indexes, foreign keys, functions, triggers, views and enums.
# Usage: bench/live.sh MIMAR URL_OF_AN_EMPTY_DATABASE
set -eu
here=$(dirname "$0"); mimar=$1; url=$2
"$here/make_schema" 300 --routines | psql -X -q -v ON_ERROR_STOP=1 "$url" > /dev/null
"$here/measure" -b 0.3 "inspect, 300 tables, live" "$mimar" inspect "$url"
