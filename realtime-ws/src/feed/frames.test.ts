import type { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import * as ws from 'ws';
import { frameOf, textFrame, together } from './frames.ts';

type Reading = EventEmitter & { write(bytes: Buffer): void };

// it is there, but not in its types
const { Receiver } = ws as unknown as { Receiver: new (options: object) => Reading };

/** What a WebSocket library reads out of bytes. */
function read(bytes: Buffer): string[] {
	const receiver = new Receiver({ isServer: false });
	const texts: string[] = [];
	receiver.on('message', (data: Buffer, isBinary: boolean) => texts.push(`${isBinary}:${data.toString()}`));
	receiver.write(bytes);
	return texts;
}

describe('a frame', () => {
	it.each([0, 1, 125, 126, 127, 65_535, 65_536, 200_000])(
		'of %i bytes is read as it was written',
		(length) => {
			expect(read(textFrame('x'.repeat(length)))).toEqual([`false:${'x'.repeat(length)}`]);
		},
	);

	it('counts bytes and not letters', () => {
		expect(read(textFrame('Sololá '.repeat(20)))).toEqual([`false:${'Sololá '.repeat(20)}`]);
	});

	it('holds an event as socket.io writes it', () => {
		const [text] = read(frameOf('rotate', { reconnectInMs: 5 }));
		expect(text).toBe('false:42["rotate",{"reconnectInMs":5}]');
	});

	it('goes out with others in one buffer', () => {
		const both = together(textFrame('a'), undefined, textFrame('b'));
		expect(both && read(both)).toEqual(['false:a', 'false:b']);
		expect(together(undefined, undefined)).toBeUndefined();
	});
});
