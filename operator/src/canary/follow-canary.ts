import type { Outcome } from '@canario/contracts/canary/event';
import { stopOnSignals } from '../traffic/stop-on-signals.ts';
import type { CanaryAdmin } from './canary-admin.ts';
import { canaryNews } from './canary-news.ts';
import { canaryView } from './canary-view.ts';
import { CLI } from './canary-words.ts';

const EVERY_MS = 1_000;

interface Options {
	/** Which canary. */
	readonly canary: number;
	/** Begins with what came after this number of the log. */
	readonly after?: number;
	readonly json?: boolean | undefined;
	/** As `statusText` has it. */
	readonly place: string;
}

/** Shows a canary until it ends or Ctrl-C, which ends nothing but the watching; sets the exit status. */
export async function followCanary(admin: CanaryAdmin, options: Options): Promise<void> {
	const { json = false, place, ...which } = options;
	const { signal, end } = stopOnSignals();
	const view = canaryView(json, {
		out: process.stdout,
		err: process.stderr,
		steadyMs: () => performance.now(),
		place,
	});
	const onTrouble = ({ message }: Error) => view.trouble(message);
	let outcome: Outcome | undefined;
	try {
		for await (const { entries, answer } of canaryNews(admin, {
			...which,
			everyMs: EVERY_MS,
			signal,
			onTrouble,
		})) {
			for (const entry of entries) {
				view.happened(entry);
				if (entry.event.kind === 'ended') ({ outcome } = entry.event);
			}
			if (outcome === undefined) view.now(answer);
		}
	} finally {
		view.end();
		end();
	}
	process.exitCode = outcome === undefined ? 130 : outcome === 'promoted' ? 0 : 1;
	if (outcome === undefined && !json) {
		process.stderr.write(
			`the canary goes on without being watched: ${CLI} status --watch${place} looks again, ${CLI} abort${place} --reason "…" takes it back\n`,
		);
	}
}
