import type { ObjectPlace, WatchEvent } from './kube-client.ts';
import { refusal, statusOf } from './kube-errors.ts';

/** The lines of a stream of bytes as they come; what stands after the last line feed is none. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	let rest = '';
	for await (const chunk of bytes) {
		const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
		rest = parts.pop() ?? '';
		yield* parts;
	}
}

interface WrittenEvent {
	readonly type: string;
	readonly object: unknown;
}

/** One line of a watch. Throws what the server says went wrong. */
export function eventOf(line: string, place: ObjectPlace, server: string): WatchEvent {
	const { type, object } = JSON.parse(line) as WrittenEvent;
	switch (type) {
		case 'ADDED':
		case 'MODIFIED':
			return { type: 'object', object };
		case 'BOOKMARK': {
			const { metadata } = object as { metadata: { resourceVersion: string } };
			return { type: 'bookmark', resourceVersion: metadata.resourceVersion };
		}
		case 'DELETED':
			return { type: 'deleted' };
		default: {
			const { code = 500 } = statusOf(object);
			if (code === 410) return { type: 'expired' };
			throw refusal(place, server, code, object);
		}
	}
}
