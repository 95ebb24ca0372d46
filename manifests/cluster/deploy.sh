#!/bin/sh
# Puts an overlay into the cluster that CONTEXT names (else the current one), the split before its clients:
# ./deploy.sh local|demo|demo-smi|production|gke
# Run again it leaves a split that is there alone: its weights are the operators'.
set -eu
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname -- "$0")/lib.sh"

OVERLAYS='local, demo, demo-smi, production or gke'
[ $# -eq 1 ] || die "which overlay? $OVERLAYS"
OVERLAY=$HERE/../overlays/$1
[ -f "$OVERLAY/kustomization.yaml" ] || die "there is no overlay $1, but $OVERLAYS"
need kubectl 'https://kubernetes.io/docs/tasks/tools'
need openssl 'from the system'
CONTEXT=$(context)
NAMESPACE=canario
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

in_cluster() { kubectl --context "$CONTEXT" --namespace "$NAMESPACE" "$@"; }
# the objects of the overlay that a selector finds, applied by the server: fields of others are never taken
apply() { kubectl kustomize "$OVERLAY" | in_cluster apply --server-side --field-manager canario-deploy -f - --selector "$1"; }

has_namespace() { in_cluster get namespace "$NAMESPACE"; }
make_namespace() { kubectl --context "$CONTEXT" apply --server-side -f "$HERE/../base/namespace.yaml"; }
has_token() { in_cluster get secret canario-token; }
make_token() {
	openssl rand -hex 24 | tr -d '\n' >"$work/token"
	in_cluster create secret generic canario-token --from-file=CANARIO_TOKEN="$work/token"
}
has_split() { in_cluster get "$kind" lanes; }
make_split() { apply app.kubernetes.io/component=split; }
# linkerd-smi writes what the proxies read
has_profile() { in_cluster get serviceprofiles.linkerd.io "apex.$NAMESPACE.svc.cluster.local"; }
await_profile() { in_cluster wait --for=create --timeout=60s serviceprofiles.linkerd.io/"apex.$NAMESPACE.svc.cluster.local"; }
rolled_out() {
	for workload in $(in_cluster get statefulset,deployment --selector app.kubernetes.io/part-of=canario -o name); do
		in_cluster rollout status "$workload" --timeout="$1" || return 1
	done
}
is_running() { rolled_out 2s; }
await_running() { rolled_out 300s; }

step "namespace $NAMESPACE" has_namespace make_namespace
step 'token of the administrator' has_token make_token
kubectl kustomize "$OVERLAY" >"$work/all.yaml"
kind=$(sed -n '/^kind: TrafficSplit$/s/kind: //p' "$work/all.yaml" | head -1)
if [ -z "$kind" ] && grep -q '^  name: lanes$' "$work/all.yaml"; then kind=HTTPRoute; fi
if [ -n "$kind" ]; then step "the split, $kind lanes" has_split make_split; fi
if [ "$kind" = TrafficSplit ]; then step 'what linkerd-smi makes of it' has_profile await_profile; fi
say 'doing all the rest'
apply 'app.kubernetes.io/component!=split' >"$work/applied" || {
	cat "$work/applied" >&2
	die 'the cluster did not take all of it'
}
step 'every pod is ready' is_running await_running
