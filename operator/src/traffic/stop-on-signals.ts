const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A signal that aborts when the process is told to stop, so that a run ends with its result; told a second
 * time, the process exits at once, with status 130.
 */
export function stopOnSignals(): { readonly signal: AbortSignal; end(): void } {
	const stop = new AbortController();
	const onSignal = () => {
		if (stop.signal.aborted) process.exit(130);
		stop.abort();
	};
	for (const name of SIGNALS) process.on(name, onSignal);
	return {
		signal: stop.signal,
		end() {
			for (const name of SIGNALS) process.off(name, onSignal);
		},
	};
}
