import type { ChildProcess } from 'node:child_process';

const alive = new Set<ChildProcess>();
process.once('exit', () => {
	for (const child of alive) child.kill('SIGKILL');
});

/** Makes sure that `child` does not outlive this process. */
export function ownChild(child: ChildProcess): ChildProcess {
	alive.add(child);
	child.once('exit', () => alive.delete(child));
	return child;
}
