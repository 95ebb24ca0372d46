#!/bin/sh
# A cluster of k3s by k3d, with the platform's images in it and Linkerd on it: ./k3d-up.sh [--smi]
set -eu
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname -- "$0")/lib.sh"

need docker 'https://docs.docker.com/engine/install'
need k3d "https://k3d.io ($K3D_VERSION)"
ready_for_mesh "$@"

has_cluster() { k3d cluster get "$CLUSTER"; }
# without Traefik: the page is reached by port-forward
make_cluster() {
	k3d cluster create "$CLUSTER" --image "$K3S_IMAGE" --k3s-arg '--disable=traefik@server:*' --wait --timeout 180s
}
is_ready() { kubectl --context "k3d-$CLUSTER" wait --for=condition=Ready node --all --timeout=5s; }
await_ready() { kubectl --context "k3d-$CLUSTER" wait --for=condition=Ready node --all --timeout=120s; }
load() { k3d image import --cluster "$CLUSTER" "$1"; }

step "cluster $CLUSTER (k3d)" has_cluster make_cluster
step 'its node is ready' is_ready await_ready
load_images load
# k3s keeps its network plugins in places of its own, which its containerd knows
bin_dir() {
	docker exec "k3d-$CLUSTER-server-0" sed -n 's/.*bin_dirs* = \[*"\([^"]*\)".*/\1/p' \
		/var/lib/rancher/k3s/agent/etc/containerd/config.toml | head -1
}
CNI_BIN_DIR=$(bin_dir)
CNI_BIN_DIR=${CNI_BIN_DIR:-/bin} CNI_NET_DIR=/var/lib/rancher/k3s/agent/etc/cni/net.d \
	CONTEXT=k3d-$CLUSTER "$HERE/mesh-up.sh" "$@"
