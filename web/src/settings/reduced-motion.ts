import { useSyncExternalStore } from 'react';

const query = matchMedia('(prefers-reduced-motion: reduce)');

/** Whether the viewer asked for stillness: what moves stands still then, and its figures go on. */
export function useReducedMotion(): boolean {
	return useSyncExternalStore(
		(onChange) => {
			query.addEventListener('change', onChange);
			return () => query.removeEventListener('change', onChange);
		},
		() => query.matches,
	);
}
