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
