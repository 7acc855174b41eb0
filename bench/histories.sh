#!/bin/sh
# Whole histories, read and checked, beside squawk on the same files in the same run.
# Usage: bench/histories.sh MIMAR SQUAWK FOLDER    FOLDER: one folder of .sql files per history (bench/unpack_histories)
# Rounds alternate, so that what else the machine does meets both. It prints figures and judges nothing.
set -eu
here=$(dirname "$0"); mimar=$1; squawk=$2; folder=$3; rounds=${ROUNDS:-7}
each_history() { # PROGRAM ARGUMENT...: one process per history
  for history in "$folder"/*/; do printf '%s\n' "$@" "${history%/}" ::; done
}
each_history_files() { for history in "$folder"/*/; do printf '%s\n' "$squawk" "$history"*.sql ::; done; }
IFS='
'
"$here/measure" -n "$rounds" "squawk, one process over all files" "$squawk" $(find "$folder" -name '*.sql' | sort)
"$here/measure" -n "$rounds" "squawk, a process per history" $(each_history_files)
"$here/measure" -n "$rounds" "mimar check, a process per history" $(each_history "$mimar" check)
"$here/measure" -n "$rounds" "mimar check --set strict, the same" $(for history in "$folder"/*/; do printf '%s\n' "$mimar" check "${history%/}" --set strict ::; done)
"$here/measure" -n "$rounds" "mimar inspect, the same: reading alone" $(each_history "$mimar" inspect)
"$here/measure" -n "$rounds" "mimar --version, as often: starting alone" $(for history in "$folder"/*/; do printf '%s\n' "$mimar" --version ::; done)
