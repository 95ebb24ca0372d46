const SECOND_MS = 1_000;

/** Time that is left as minutes and seconds, such as "4:05"; never below nothing. */
export function timeLeft(ms: number): string {
	const seconds = Math.max(0, Math.ceil(ms / SECOND_MS));
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
