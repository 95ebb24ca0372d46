import { useCallback, useEffect, useRef, useState } from 'react';

/** Code that is on its way, is there, or did not come. */
export type Code<T> =
	| { readonly phase: 'loading' }
	| { readonly phase: 'failed'; readonly retry: () => void }
	| { readonly phase: 'ready'; readonly code: T };

/** Code that the view does without until somebody wants it. `load` is the same function each time. */
export function useCode<T>(load: () => Promise<T>): Code<T> {
	const [code, setCode] = useState<Code<T>>({ phase: 'loading' });
	const wanted = useRef(false);
	const ask = useCallback(() => {
		const become = (next: Code<T>) => {
			if (wanted.current) setCode(next);
		};
		become({ phase: 'loading' });
		load().then(
			(loaded) => become({ phase: 'ready', code: loaded }),
			() => become({ phase: 'failed', retry: ask }),
		);
	}, [load]);
	useEffect(() => {
		wanted.current = true;
		ask();
		return () => {
			wanted.current = false;
		};
	}, [ask]);
	return code;
}
