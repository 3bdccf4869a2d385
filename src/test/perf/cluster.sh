#!/usr/bin/env bash
# Measures reading a cluster against curl on the same lists in parallel, on a control plane of its own with 500 namespaces,
# 10,500 accounts, 6,000 RoleBindings and 20,000 pods, turn by turn in one go. Prints the median of each with its ratio.
#   mvn -q package -DskipTests && src/test/perf/cluster.sh [ROUNDS]
# It takes 3 minutes and 2 GB; docs/live-tests.md says what the control plane needs.
set -euo pipefail
cd "$(dirname "$0")/../../.."
rounds=${1:-5}
app=target/sa-audit
work=$(mktemp -d)
test_path=target/test-classes:target/classes:$(find "$app/lib" -name '*.jar' | tr '\n' ':')
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
java -cp "$test_path" io.saaudit.perf.GenerateCluster "$work/cluster.json" 1 0
java -cp "$test_path" io.saaudit.perf.LoadCluster "$kubeconfig" "$work/cluster.json" 20000

field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "$kubeconfig"; }
server=$(field server)
token=$(field token)
# Not by curl's own name: for that one the server prints with indents, which is more work and twice the bytes.
get() { curl -sS -A measuring --cacert "$(field certificate-authority)" -H "Authorization: Bearer $token" "$@"; }
until get "$server/api/v1/pods?limit=1" | grep -q '"remainingItemCount":19999'; do sleep 2; done

lists() {
  for path in api/v1/{pods,configmaps,serviceaccounts,replicationcontrollers,podtemplates,services,namespaces} \
    'api/v1/secrets?fieldSelector=type%3Dkubernetes.io%2Fservice-account-token' \
    apis/apps/v1/{replicasets,deployments,statefulsets,daemonsets} apis/batch/v1/{jobs,cronjobs} \
    apis/networking.k8s.io/v1/ingresses \
    apis/rbac.authorization.k8s.io/v1/{rolebindings,roles,clusterroles,clusterrolebindings} \
    apis/admissionregistration.k8s.io/v1/{mutatingwebhookconfigurations,validatingwebhookconfigurations}; do
    get "$server/$path" -o /dev/null &
  done
  wait $(jobs -p | grep -vx "$plane")
}
# A cluster whose pods never change has been left by everybody: the server then forgets the list that its pages are cut of.
alive() {
  local pod
  pod=$(get "$server/api/v1/namespaces/ns-1/pods?limit=1" | sed 's/.*"items":\[{"metadata":{"name":"\([^"]*\)".*/\1/')
  get -X PATCH -H 'Content-Type: application/merge-patch+json' -o /dev/null \
    -d "{\"metadata\":{\"labels\":{\"round\":\"r$RANDOM\"}}}" "$server/api/v1/namespaces/ns-1/pods/$pod"
}

names=('curl, all lists in parallel' 'scan' 'who-can list secrets' 'permissions ns-1/sa-1')
run() {
  case $1 in
    0) lists ;;
    1) "$app/bin/sa-audit" scan --kubeconfig "$kubeconfig" ;;
    2) "$app/bin/sa-audit" who-can list secrets --kubeconfig "$kubeconfig" ;;
    3) "$app/bin/sa-audit" permissions ns-1/sa-1 --kubeconfig "$kubeconfig" ;;
  esac
}
TIMEFORMAT='%R %U %S'
for ((round = 0; round <= rounds; round++)); do
  for i in "${!names[@]}"; do
    alive
    { time run "$i" >/dev/null 2>"$work/said" || [ $? -eq 1 ] || { cat "$work/said"; exit 1; }; } 2>"$work/time"
    # The first round warms the server.
    [ "$round" -eq 0 ] || cat "$work/time" >>"$work/$i"
  done
done

median() { awk -v f="$2" '{ print int((f == 1 ? $1 : $2 + $3) * 1000) }' "$work/$1" | sort -n | sed -n "$(((rounds + 1) / 2))p"; }
base=$(median 0 1)
printf '%-30s %8s %8s %8s\n' '' 'wall ms' ratio 'own cpu'
for i in "${!names[@]}"; do
  wall=$(median "$i" 1)
  printf '%-30s %8d %6d.%02d %8d\n' "${names[i]}" "$wall" $((wall / base)) $((wall * 100 / base % 100)) "$(median "$i" 2)"
done
if [ -x /usr/bin/time ]; then
  /usr/bin/time -f 'scan: %M KB resident at most' "$app/bin/sa-audit" scan --kubeconfig "$kubeconfig" 2>&1 >/dev/null | tail -1
fi
uptime
