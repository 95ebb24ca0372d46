import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';

/** Of util-linux: not everywhere. */
const TASKSET = 'taskset';

/** Number of the one core on which a process is to run. */
export type OnCore = number;

/** The command that runs `command` on that core, as the same process; as it is where no core is told. */
export function pinned(core: OnCore | undefined, command: string, args: readonly string[]) {
	return core === undefined
		? { command, args }
		: { command: TASKSET, args: ['-c', `${core}`, command, ...args] };
}

/** What `fork` takes for the same; node runs what it is told to fork with `execArgv` before it. */
export function pinnedFork(core: OnCore | undefined, flags: readonly string[]) {
	const { command: execPath, args } = pinned(core, process.execPath, flags);
	return { execPath, execArgv: [...args] };
}

/** Why processes cannot be kept on cores here; undefined when they can. */
export function pinningHindrance(): string | undefined {
	if (cpus().length < 2) return 'there is one core only';
	const { status } = spawnSync(TASKSET, ['-c', '0,1', 'true']);
	return status === 0 ? undefined : `${TASKSET} (util-linux) is missing`;
}
