import { useEffect, useRef, useState } from 'react';

/** `value` as it was at the last of regular looks, so that what is read does not change under the eyes. */
export function useCalm<T>(value: T, everyMs: number): T {
	const [shown, setShown] = useState(value);
	const latest = useRef(value);
	useEffect(() => {
		latest.current = value;
	});
	useEffect(() => {
		const timer = setInterval(() => setShown(latest.current), everyMs);
		return () => clearInterval(timer);
	}, [everyMs]);
	return shown;
}
