#!/usr/bin/env bash
# Measures whole runs of target/sa-audit/bin/sa-audit against the start of the JVM alone, turn by turn in one go, so that
# a busy minute falls on all of them. Prints the median wall time of each with its ratio to `java -version`, and the median
# processor time (user and system, all threads) with its ratio to an empty main on the same JVM without any option.
#   mvn -q package -DskipTests && src/test/perf/measure.sh [ROUNDS] [FOLDER OF MANIFESTS]
# JAVA_HOME chooses the JVM; the figures in docs/performance.md name it.
set -euo pipefail
cd "$(dirname "$0")/../../.."
rounds=${1:-9}
corpus=${2:-../shared/corpus}
app=target/sa-audit
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

test_path=target/test-classes:target/classes:$(find "$app/lib" -name '*.jar' | tr '\n' ':')
"$java" -cp "$test_path" io.saaudit.perf.GenerateCluster "$work/cluster.json"

names=() commands=()
add() { names+=("$1"); commands+=("$2"); }
add 'java -version' "'$java' -version"
add 'empty main' "'$java' -cp target/test-classes io.saaudit.perf.Empty"
add 'sa-audit --version' "$app/bin/sa-audit --version"
add 'can-i, quickstart' "$app/bin/sa-audit can-i list pods --as ns-1/k-sa-1 -n ns-1 -f testdata/quickstart"
add 'scan, quickstart' "$app/bin/sa-audit scan testdata/quickstart"
add 'scan, generated cluster as JSON' "$app/bin/sa-audit scan $work/cluster.json"
if [ -d "$corpus" ]; then
  add "scan, $(find "$corpus" -type f | wc -l) files of manifests" "$app/bin/sa-audit scan --hidden $corpus"
fi

TIMEFORMAT='%R %U %S'
for ((round = 0; round < rounds; round++)); do
  for i in "${!commands[@]}"; do
    { time eval "${commands[i]}" >/dev/null 2>&1 || [ $? -eq 1 ] || [ $? -eq 3 ]; } 2>>"$work/$i"
  done
done

# In tenths of a millisecond: median COMMAND, of its wall time or of its processor time.
wall() { awk '{ print int($1 * 10000) }' "$work/$1" | sort -n | sed -n "$(((rounds + 1) / 2))p"; }
processor() { awk '{ print int(($2 + $3) * 10000) }' "$work/$1" | sort -n | sed -n "$(((rounds + 1) / 2))p"; }
base=$(wall 0)
empty=$(processor 1)
"$java" -version 2>&1 | sed -n 2p
printf '%-36s %8s %8s %8s %8s\n' command 'wall ms' ratio 'cpu ms' ratio
for i in "${!commands[@]}"; do
  wall=$(wall "$i") cpu=$(processor "$i")
  printf '%-36s %8d %6d.%d %8d %6d.%d\n' "${names[i]}" $((wall / 10)) $((wall / base)) $((wall * 10 / base % 10)) \
    $((cpu / 10)) $((cpu / empty)) $((cpu * 10 / empty % 10))
done

echo
"$java" -XX:+UseSerialGC -cp "$test_path" io.saaudit.perf.Measure "$work/cluster.json" 3
