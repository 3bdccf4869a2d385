#!/usr/bin/env bash
# Measures what starting the packed archive costs, against an empty main on its own Java, kubectl, and other Go programs, turn
# by turn in one go: the median processor time (user and system, all threads) and wall time of each, with their ratios.
#   mvn -q package -Pdist -DskipTests && src/test/perf/packed.sh [ROUNDS] [NAME=COMMAND]...
# Each NAME=COMMAND is measured too; in it $kubeconfig is that of the control plane (docs/live-tests.md) that is started.
set -euo pipefail
cd "$(dirname "$0")/../../.."
rounds=${1:-11}
shift || true
work=$(mktemp -d)
archive=$(ls target/dist/sa-audit-*.tar.gz | grep -E -- '-(linux|darwin)-[a-z0-9]+\.tar')
# Unpacked elsewhere, as a user has it.
tar -xzf "$archive" -C "$work"
app=$(echo "$work"/sa-audit-*)
test_path=target/test-classes:target/classes:$(find target/sa-audit/lib -name '*.jar' | tr '\n' ':')
mkfifo "$work/until"
java -cp "$test_path" io.saaudit.live.RunControlPlane <"$work/until" >"$work/kubeconfig" &
plane=$!
exec 9>"$work/until"
trap 'exec 9>&-; wait "$plane" || true; rm -rf "$work"' EXIT
until [ -s "$work/kubeconfig" ]; do
  kill -0 "$plane"
  sleep 0.5
done
kubeconfig=$(cat "$work/kubeconfig")
ln -s "$(ls -t "${XDG_CACHE_HOME:-$HOME/.cache}"/sa-audit/controlplane-* | head -1)" "$work/kubectl"
export KUBECONFIG=$kubeconfig

names=() commands=()
add() { names+=("$1"); commands+=("$2"); }
add 'empty main, packed Java' "'$app/runtime/bin/java' -cp target/test-classes io.saaudit.perf.Empty"
add 'sa-audit --version' "'$app/bin/sa-audit' --version"
add 'scan, quickstart' "'$app/bin/sa-audit' scan testdata/quickstart"
add 'can-i, a cluster' "'$app/bin/sa-audit' can-i list pods --as default/default -n default"
add 'kubectl version --client' "'$work/kubectl' version --client"
add 'kubectl auth can-i, a cluster' "'$work/kubectl' auth can-i list pods --as system:serviceaccount:default:default"
for more; do add "${more%%=*}" "${more#*=}"; done

TIMEFORMAT='%R %U %S'
for ((round = 0; round <= rounds; round++)); do
  for i in "${!commands[@]}"; do
    { time eval "${commands[i]}" >/dev/null 2>&1 || [ $? -eq 1 ]; } 2>"$work/time"
    # The first round warms the disk.
    [ "$round" -eq 0 ] || cat "$work/time" >>"$work/$i"
  done
done

# In tenths of a millisecond: median COMMAND, of its wall time or of its processor time.
wall() { awk '{ print int($1 * 10000) }' "$work/$1" | sort -n | sed -n "$(((rounds + 1) / 2))p"; }
processor() { awk '{ print int(($2 + $3) * 10000) }' "$work/$1" | sort -n | sed -n "$(((rounds + 1) / 2))p"; }
empty=$(processor 0) empty_wall=$(wall 0)
"$app/runtime/bin/java" -version 2>&1 | sed -n 2p
printf '%-32s %8s %8s %8s %8s\n' command 'cpu ms' ratio 'wall ms' ratio
for i in "${!commands[@]}"; do
  wall=$(wall "$i") cpu=$(processor "$i")
  printf '%-32s %8d %6d.%d %8d %6d.%d\n' "${names[i]}" $((cpu / 10)) $((cpu / empty)) $((cpu * 10 / empty % 10)) \
    $((wall / 10)) $((wall / empty_wall)) $((wall * 10 / empty_wall % 10))
done
uptime
