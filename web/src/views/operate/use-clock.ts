import { useEffect, useState } from 'react';

/** Milliseconds since the Unix epoch, anew each second as long as `runs`. */
export function useClock(runs = true): number {
	const [nowMs, setNowMs] = useState(() => Date.now());
	useEffect(() => {
		if (!runs) return;
		const tick = () => setNowMs(Date.now());
		tick();
		const timer = setInterval(tick, 1_000);
		return () => clearInterval(timer);
	}, [runs]);
	return nowMs;
}
