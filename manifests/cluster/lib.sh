# shellcheck shell=sh
# Shared by the scripts here; sourced, not run. They do what is missing and check it, so each can be run again.

HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=versions.env
. "$HERE/versions.env"

CLUSTER=${CLUSTER:-canario}
SERVICES='dummy-splitter blue-grpc green-redis subscriber realtime-ws web canary-controller'
export CLUSTER SERVICES

say() { printf '%s\n' "$*" >&2; }
die() {
	say "$*"
	exit 1
}

# need PROGRAM WHERE: the program is on the PATH, or we say where it is to be had
need() { command -v "$1" >/dev/null 2>&1 || die "$1 is not on the PATH: $2"; }

# ready_for_mesh [--smi]: what mesh-up.sh needs is there, and its words are right; asked before a cluster is made for it
ready_for_mesh() {
	smi=false
	for argument in "$@"; do
		case $argument in
		--smi) smi=true ;;
		*) die "unknown: $argument (there is --smi)" ;;
		esac
	done
	export smi
	need kubectl 'https://kubernetes.io/docs/tasks/tools'
	need linkerd "curl --proto '=https' --tlsv1.2 -sSfL https://run.linkerd.io/install-edge | LINKERD2_VERSION=$LINKERD_VERSION sh"
	found=$(linkerd version --client --short)
	[ "$found" = "$LINKERD_VERSION" ] || die "linkerd is $found, and $LINKERD_VERSION was expected (versions.env)"
}

# context: the one that CONTEXT names, else the current one of the kubeconfig
context() {
	[ -n "${CONTEXT:-}" ] || CONTEXT=$(kubectl config current-context 2>/dev/null) ||
		die 'no cluster is known: set KUBECONFIG or CONTEXT, or make one with kind-up.sh'
	printf '%s\n' "$CONTEXT"
}

# step WHAT CHECK DO: does it where the check fails, and then the check must hold within two minutes
step() {
	if "$2" >/dev/null 2>&1; then
		say "ok    $1"
		return
	fi
	say "doing $1"
	"$3" || die "failed: $1"
	tries=0
	until "$2" >/dev/null 2>&1; do
		tries=$((tries + 1))
		[ "$tries" -lt 60 ] || die "done, but its check does not hold: $1"
		sleep 2
	done
	say "ok    $1"
}

# load_images LOAD: gives each image that Docker has to the cluster; without them the pods would look for a registry
load_images() {
	for service in $SERVICES; do
		image=canario/$service:$IMAGE_TAG
		docker image inspect "$image" >/dev/null 2>&1 || die "there is no image $image: build it first (docs/cluster.md)"
		"$1" "$image" || die "the cluster did not take $image"
		say "ok    image $image"
	done
}
