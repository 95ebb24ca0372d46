import { frameOf } from '@canario/realtime-ws/feed/frames';
import { expect, it } from 'vitest';
import { FrameReader } from './frame-reader.ts';
import { type Message, messageOf } from './message.ts';

function messagesIn(...frames: readonly Buffer[]): readonly Message[] {
	const messages: Message[] = [];
	new FrameReader().read(Buffer.concat(frames), (bytes, start, end) =>
		messages.push(messageOf(bytes, start, end)),
	);
	return messages;
}

it('reads the numbers of what the feed itself writes', () => {
	const heartbeat = { serverMs: 1_800_000_000_123, dataAgeMs: 7, seq: 4 };
	const frames = [frameOf('heartbeat', heartbeat), frameOf('delta', { seq: 1_204, patch: { built: true } })];
	expect(messagesIn(...frames, frameOf('snapshot', { seq: 9, stats: {} as never }))).toEqual([
		{ kind: 'heartbeat', serverMs: 1_800_000_000_123 },
		{ kind: 'delta', seq: 1_204 },
		{ kind: 'snapshot', seq: 9 },
	]);
});

it('knows the packets of Engine.IO, and passes over what is none of its business', () => {
	const kinds = ['0{"sid":"a"}', '2', '40{"sid":"b"}', '42["sighting",{"key":"k"}]'].map(
		(text) => messageOf(Buffer.from(text), 0, text.length).kind,
	);
	expect(kinds).toEqual(['opened', 'ping', 'other', 'other']);
});
