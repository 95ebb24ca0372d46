#!/bin/sh
# Linkerd on the cluster that CONTEXT names (else the current one): ./mesh-up.sh [--smi]
# By its network plugin and not by init containers: those ask for NET_ADMIN, which `restricted` refuses.
set -eu
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname -- "$0")/lib.sh"

CNI_NET_DIR=${CNI_NET_DIR:-/etc/cni/net.d}
CNI_BIN_DIR=${CNI_BIN_DIR:-/opt/cni/bin}
ready_for_mesh "$@"
CONTEXT=$(context)

in_cluster() { kubectl --context "$CONTEXT" "$@"; }
mesh() { linkerd --context "$CONTEXT" "$@"; }
rolled_out() { in_cluster --namespace "$1" rollout status "$2" --timeout="$3"; }

has_gateway_api() { in_cluster get crd httproutes.gateway.networking.k8s.io; }
add_gateway_api() {
	in_cluster apply --server-side -f \
		"https://github.com/kubernetes-sigs/gateway-api/releases/download/$GATEWAY_API_VERSION/standard-install.yaml"
}
has_cni() { rolled_out linkerd-cni daemonset/linkerd-cni 2s; }
add_cni() {
	mesh install-cni --dest-cni-net-dir "$CNI_NET_DIR" --dest-cni-bin-dir "$CNI_BIN_DIR" | in_cluster apply -f - &&
		rolled_out linkerd-cni daemonset/linkerd-cni 120s
}
has_crds() { in_cluster get crd servers.policy.linkerd.io; }
add_crds() { mesh install --crds | in_cluster apply -f -; }
has_linkerd() { rolled_out linkerd deployment/linkerd-destination 2s; }
add_linkerd() {
	mesh install --linkerd-cni-enabled | in_cluster apply -f - && rolled_out linkerd deployment/linkerd-destination 300s
}
has_smi() {
	in_cluster get crd trafficsplits.split.smi-spec.io && rolled_out linkerd-smi deployment/smi-adaptor 2s &&
		in_cluster --namespace linkerd-smi get deployment smi-adaptor -o yaml | grep -q "smi-adaptor:$LINKERD_SMI_VERSION"
}
add_smi() {
	need helm 'https://helm.sh/docs/intro/install'
	helm upgrade --install linkerd-smi linkerd-smi --repo https://linkerd.github.io/linkerd-smi \
		--kube-context "$CONTEXT" --namespace linkerd-smi --create-namespace --wait
}

step "Gateway API $GATEWAY_API_VERSION" has_gateway_api add_gateway_api
step 'network plugin of Linkerd' has_cni add_cni
step 'CRDs of Linkerd' has_crds add_crds
step "Linkerd $LINKERD_VERSION" has_linkerd add_linkerd
if $smi; then step "linkerd-smi $LINKERD_SMI_VERSION" has_smi add_smi; fi
mesh check
