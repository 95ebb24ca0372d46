import { within } from './within.ts';

/** Asks a dependency; rejects when it does not answer. A service works without the ones that are not `needed`. */
export interface Check {
	readonly needed: boolean;
	readonly ask: () => Promise<unknown>;
}

export type Checks = Readonly<Record<string, Check>>;

export interface Readiness {
	readonly ready: boolean;
	/** "ok", or why not, for each dependency. */
	readonly checks: Readonly<Record<string, string>>;
}

interface Times {
	/** Budget for one dependency's answer, ms. */
	readonly timeoutMs: number;
	/** How long an answer is kept, ms: probes come often, and from several sides. */
	readonly cacheMs: number;
}

/** Asks all dependencies at once, each within its time-out; askers within `cacheMs` share one answer. */
export function createReadiness(
	checks: Checks,
	{ timeoutMs, cacheMs }: Times = { timeoutMs: 1_000, cacheMs: 500 },
): () => Promise<Readiness> {
	let asked: Promise<Readiness> | undefined;
	let askedAtMs = 0;
	return () => {
		const now = performance.now();
		if (!asked || now - askedAtMs > cacheMs) {
			askedAtMs = now;
			asked = askAll(checks, timeoutMs);
		}
		return asked;
	};
}

async function askAll(checks: Checks, timeoutMs: number): Promise<Readiness> {
	let ready = true;
	const answers = await Promise.all(
		Object.entries(checks).map(async ([name, { needed, ask }]) => {
			try {
				await within(timeoutMs, name, ask());
				return [name, 'ok'] as const;
			} catch (error) {
				if (needed) ready = false;
				return [name, error instanceof Error ? error.message : 'failed'] as const;
			}
		}),
	);
	return { ready, checks: Object.fromEntries(answers) };
}
