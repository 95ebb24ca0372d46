#!/bin/sh
# A cluster by kind, with the platform's images in it and Linkerd on it: ./kind-up.sh [--smi]
set -eu
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname -- "$0")/lib.sh"

need docker 'https://docs.docker.com/engine/install'
need kind "https://kind.sigs.k8s.io ($KIND_VERSION)"
ready_for_mesh "$@"

has_cluster() { kind get clusters | grep -qx "$CLUSTER"; }
make_cluster() { kind create cluster --name "$CLUSTER" --image "$KIND_NODE" --wait 120s; }
is_ready() { kubectl --context "kind-$CLUSTER" wait --for=condition=Ready node --all --timeout=5s; }
await_ready() { kubectl --context "kind-$CLUSTER" wait --for=condition=Ready node --all --timeout=120s; }
load() { kind load docker-image --name "$CLUSTER" "$1"; }

step "cluster $CLUSTER (kind)" has_cluster make_cluster
step 'its node is ready' is_ready await_ready
load_images load
CONTEXT=kind-$CLUSTER "$HERE/mesh-up.sh" "$@"
