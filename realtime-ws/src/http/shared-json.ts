import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';

interface Shared {
	readonly value: object;
	readonly body: Buffer;
	readonly etag: string;
}

/**
 * Answers many with the same value: it is written once, and who has it already hears 304. The tag is weak: it
 * tells apart what `essence` gives, not the bytes.
 */
export function sharedJson<T extends object>(essence: (value: T) => unknown) {
	let shared: Shared | undefined;
	const sharedOf = (value: T): Shared => {
		if (shared?.value === value) return shared;
		const digest = createHash('sha1')
			.update(JSON.stringify(essence(value)))
			.digest('base64url');
		return { value, body: Buffer.from(JSON.stringify(value)), etag: `W/"${digest}"` };
	};
	return (request: Request, response: Response, value: T): void => {
		shared = sharedOf(value);
		response.set({ 'Cache-Control': 'public, max-age=1', ETag: shared.etag });
		if (holds(request.headers['if-none-match'], shared.etag)) response.status(304).end();
		else response.type('json').send(shared.body);
	};
}

/** Whether an `If-None-Match` names `etag`, by weak comparison (RFC 9110, 8.8.3.2). */
function holds(header: string | undefined, etag: string): boolean {
	const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
	return header?.split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag)) ?? false;
}
