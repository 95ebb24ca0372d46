#!/bin/sh
# A cluster by minikube, with the platform's images in it and Linkerd on it: ./minikube-up.sh [--smi]
set -eu
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname -- "$0")/lib.sh"

need docker 'https://docs.docker.com/engine/install'
need minikube "https://minikube.sigs.k8s.io ($MINIKUBE_VERSION)"
ready_for_mesh "$@"

has_cluster() { minikube --profile "$CLUSTER" status; }
# calico: minikube's own network lets everything through, whatever the policies say
make_cluster() {
	minikube start --profile "$CLUSTER" --driver docker --kubernetes-version "$MINIKUBE_KUBERNETES" \
		--cni calico --cpus 4 --memory 6g
}
has_metrics() { kubectl --context "$CLUSTER" --namespace kube-system get deployment metrics-server; }
add_metrics() { minikube --profile "$CLUSTER" addons enable metrics-server; }
load() { minikube --profile "$CLUSTER" image load "$1"; }

step "cluster $CLUSTER (minikube)" has_cluster make_cluster
step 'metrics, which autoscalers read' has_metrics add_metrics
load_images load
CONTEXT=$CLUSTER "$HERE/mesh-up.sh" "$@"
