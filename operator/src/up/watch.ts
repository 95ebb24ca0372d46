import { setTimeout as sleep } from 'node:timers/promises';
import { createLogUpdate } from 'log-update';
import { readSnapshot } from './snapshot.ts';
import { liveView, plainLine } from './view.ts';

const TERMINAL_EVERY_MS = 1_000;
const PLAIN_EVERY_MS = 5_000;

interface Options {
	/** Of realtime-ws, and of the page that shows the same. */
	readonly urls: { readonly stats: string; readonly page: string };
	readonly out: NodeJS.WriteStream;
	readonly json: boolean;
	readonly signal: AbortSignal;
}

/** Shows the figures of a running platform until `signal` aborts: a live view in a terminal, else a line now and then. */
export async function watchPlatform({ urls, out, json, signal }: Options): Promise<void> {
	const terminal = out.isTTY && !json;
	const update = createLogUpdate(out, { showCursor: true });
	const show = (text: string) => (terminal ? update(`\n${text}\n`) : out.write(`${text}\n`));
	while (!signal.aborted) {
		try {
			const snapshot = await readSnapshot(urls.stats);
			if (json) show(JSON.stringify({ event: 'stats', ...snapshot }));
			else show(terminal ? `${urls.page}\n\n${liveView(snapshot, Date.now())}` : plainLine(snapshot));
		} catch (error) {
			const why = error instanceof Error ? error.message : String(error);
			show(json ? JSON.stringify({ event: 'no stats', why }) : why);
		}
		await sleep(terminal ? TERMINAL_EVERY_MS : PLAIN_EVERY_MS, undefined, { signal }).catch(() => {});
	}
	if (terminal) update.done();
}
