import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { adminOf } from '@canario/operator/admin-client';
import { TOKEN } from './instances.ts';
import { PLANTED } from './planted.ts';

export const ANA = {
	name: `${PLANTED} Tzoc`,
	location: 'Sololá',
	age: 34,
	vaccine_type: 'Moderna',
	n_dose: 1,
};

/** What a sender hears. */
export interface Heard {
	readonly status: number;
	readonly type: string;
	readonly retryAfter: string | null;
	/** The answer, parsed where it is JSON. */
	readonly body: {
		readonly id?: string;
		readonly lane?: string;
		readonly outcome?: string;
		readonly code?: string;
		readonly detail?: string;
	};
	readonly tookMs: number;
}

/** Posts one vaccination, an array, or any bytes to an entry; rejects when there is no answer. */
export async function postTo(
	url: string,
	content: object | string | Uint8Array<ArrayBuffer>,
	headers: Readonly<Record<string, string>> = {},
): Promise<Heard> {
	const startedMs = performance.now();
	const raw = typeof content === 'string' || content instanceof Uint8Array;
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: raw ? content : JSON.stringify(content),
		signal: AbortSignal.timeout(15_000),
	});
	const text = await response.text();
	return {
		status: response.status,
		type: response.headers.get('content-type') ?? '',
		retryAfter: response.headers.get('retry-after'),
		body: text.startsWith('{') ? JSON.parse(text) : {},
		tookMs: performance.now() - startedMs,
	};
}

/** The operator's side of an entry. */
export const adminAt = (adminUrl: string) =>
	adminOf({ target: adminUrl, data: '' }, { CANARIO_TOKEN: TOKEN });

/** The live statistics as viewers get them. */
export async function readStats(url: string): Promise<StatsSnapshot> {
	const response = await fetch(`${url}/api/stats`, { signal: AbortSignal.timeout(3_000) });
	if (!response.ok) throw new Error(`/api/stats answered ${response.status}`);
	return (await response.json()) as StatsSnapshot;
}
