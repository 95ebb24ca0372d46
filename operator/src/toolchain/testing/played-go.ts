import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOnPath } from '../on-path.ts';

/** Notes what it was asked, "builds" a program, and has a module with one CRD; fails with what GO_FAILS says. */
const GO = `#!/bin/sh
echo "$CGO_ENABLED $*" >>"$CALLS"
[ -z "$GO_FAILS" ] || { echo "$GO_FAILS" >&2; exit 1; }
case "$1" in
build)
	while [ "$1" != -o ]; do shift; done
	printf '#!/bin/sh\\n' >"$2" && chmod +x "$2" ;;
mod)
	mkdir -p "$MODULE/config/crd/standard"
	echo crd >"$MODULE/config/crd/standard/gateway.networking.k8s.io_httproutes.yaml"
	printf '{\\n\\t"Dir": "%s",\\n}\\n' "$MODULE" ;;
esac`;

/** A machine with nothing but a go that is played, and a cache of its own. */
export class MachineWithGo {
	readonly folder = mkdtempSync(join(tmpdir(), 'canario-go-'));
	readonly bin = join(this.folder, 'bin');
	/** May be changed at will. */
	readonly env: NodeJS.ProcessEnv = {
		PATH: this.bin,
		XDG_CACHE_HOME: join(this.folder, 'cache'),
		CALLS: join(this.folder, 'calls'),
		MODULE: join(this.folder, 'module'),
	};
	readonly told: string[] = [];
	readonly context = { env: this.env, tell: (line: string) => void this.told.push(line) };

	constructor() {
		mkdirSync(this.bin);
		this.put('go', GO);
		for (const tool of ['sh', 'mkdir', 'chmod']) {
			symlinkSync(findOnPath(tool, process.env) ?? tool, join(this.bin, tool));
		}
	}

	/** Puts a program on the PATH and gives back its path. */
	put(name: string, script: string): string {
		const path = join(this.bin, name);
		writeFileSync(path, script);
		chmodSync(path, 0o755);
		return path;
	}

	/** What go was asked, a line for each call, beginning with CGO_ENABLED. */
	calls(): string {
		const path = join(this.folder, 'calls');
		return existsSync(path) ? readFileSync(path, 'utf8') : '';
	}

	end(): void {
		rmSync(this.folder, { recursive: true });
	}
}
