#!/usr/bin/env bash
# Builds the fuzzers (clang) and runs each for a while: fuzz/quick_check.sh [seconds, default 60]. Crashes stay in build/fuzz.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-60}
tools/install tools/packages fuzz/packages
cmake --preset fuzz > /dev/null
ninja -C build/fuzz fuzz/all > build/fuzz/build.log 2>&1 || { tail -40 build/fuzz/build.log; exit 1; }
seeds=build/fuzz/seeds
rm -rf "$seeds"
mkdir -p "$seeds" build/fuzz/corpus
find tests/cases fuzz/seeds -name '*.sql' 2> /dev/null | while read -r file; do
  cp "$file" "$seeds/$(echo "$file" | tr / _)"
done
for source in fuzz/*_fuzzer.cpp; do
  name=$(basename "$source" .cpp)
  mkdir -p "build/fuzz/corpus/$name"
  echo "$name: $seconds s"
  # libpg_query frees its memory by context at thread exit, and lets go of its scanner on errors.
  ASAN_OPTIONS=detect_leaks=0 "build/fuzz/fuzz/$name" -max_total_time="$seconds" -max_len=4096 -dict=fuzz/sql.dict \
    -timeout=10 -rss_limit_mb=2048 -artifact_prefix=build/fuzz/ -print_final_stats=1 \
    "build/fuzz/corpus/$name" "$seeds" > "build/fuzz/$name.log" 2>&1 ||
    { tail -40 "build/fuzz/$name.log"; exit 1; }
  grep -E "number_of_executed_units|average_exec" "build/fuzz/$name.log"
done
