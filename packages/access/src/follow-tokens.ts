import type { Runtime } from '@canario/service-kit/service';
import type { Tokens } from './tokens.ts';

interface Options {
	readonly refreshMs: number;
	readonly log: Runtime['log'];
}

/** Reads the tokens every `refreshMs` until it is closed; failures are logged where they begin and where they end. */
export function followTokens(tokens: Tokens, { refreshMs, log }: Options): { close(): Promise<void> } {
	let timer: NodeJS.Timeout | undefined;
	let closed = false;
	let fails = false;
	const read = async (): Promise<void> => {
		try {
			await tokens.refresh();
			if (fails) log.info('tokens are read again');
			fails = false;
		} catch (err) {
			if (!fails) log.warn({ err }, 'tokens cannot be read: those that are known go on');
			fails = true;
		}
		if (!closed) timer = setTimeout(next, refreshMs);
	};
	let reading: Promise<void>;
	const next = () => {
		reading = read();
	};
	next();
	return {
		async close() {
			closed = true;
			clearTimeout(timer);
			await reading;
		},
	};
}
