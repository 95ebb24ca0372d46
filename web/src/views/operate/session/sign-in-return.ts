/** What the page must know when it comes back; it grants nothing without the provider's answer. */
export interface Kept {
	readonly verifier: string;
	readonly state: string;
}

const KEY = 'canario.sign-in';

/** Keeps it in this tab while the browser is at the identity provider. */
export const keepForReturn = (kept: Kept): void => sessionStorage.setItem(KEY, JSON.stringify(kept));

/** What was kept; it is gone then. */
export function takeForReturn(): Kept | undefined {
	const kept = sessionStorage.getItem(KEY);
	sessionStorage.removeItem(KEY);
	return kept === null ? undefined : (JSON.parse(kept) as Kept);
}

let answer: URLSearchParams | undefined;

/** The identity provider's answer in the address, taken out of it once; undefined where none came. */
export function signInAnswer(): URLSearchParams | undefined {
	const asked = new URLSearchParams(location.search);
	if (asked.has('state') && (asked.has('code') || asked.has('error'))) {
		answer = asked;
		history.replaceState(null, '', location.pathname);
	}
	const taken = answer;
	answer = undefined;
	return taken;
}
