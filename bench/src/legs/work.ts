/** What a leg did when it was told to work for a while. */
export interface Worked {
	readonly records: number;
	readonly seconds: number;
}

interface Options {
	readonly seconds: number;
	/** Calls at a time. */
	readonly inFlight: number;
	/** Does one call; resolves with the number of records in it. */
	readonly call: () => Promise<number>;
	/** A clock that does not jump, milliseconds. */
	readonly nowMs?: () => number;
}

/** Makes one call after the other until the time is over, and waits for the last ones. */
export async function workFor({
	seconds,
	inFlight,
	call,
	nowMs = () => performance.now(),
}: Options): Promise<Worked> {
	const startedMs = nowMs();
	const endsAtMs = startedMs + seconds * 1_000;
	const done: number[] = [];
	const worker = async () => {
		while (nowMs() < endsAtMs) done.push(await call());
	};
	await Promise.all(Array.from({ length: inFlight }, worker));
	return { records: done.reduce((sum, n) => sum + n, 0), seconds: (nowMs() - startedMs) / 1_000 };
}

/** Works whenever bench asks (`{ seconds }` over IPC), tells how much it did, and ends with bench. */
export function workOnDemand(inFlight: number, call: () => Promise<number>): void {
	const work = async (seconds: number) => process.send?.(await workFor({ seconds, inFlight, call }));
	process.on('message', ({ seconds }: { seconds: number }) => void work(seconds));
	process.once('disconnect', () => process.exit());
	process.send?.({ port: 0 });
}
