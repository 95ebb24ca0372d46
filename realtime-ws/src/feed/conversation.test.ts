import { describe, expect, it } from 'vitest';
import { Conversation } from './conversation.ts';

const text = (data: string) => ({ type: 'message', data });

function aJoinedOne(): Conversation {
	const conversation = new Conversation();
	conversation.hear(text('0'));
	conversation.joined();
	return conversation;
}

describe('a conversation', () => {
	it.each(['0', '0{"token":"x"}'])('begins with %s, once, and waits for the answer', (join) => {
		const conversation = new Conversation();
		expect(conversation.begun).toBe(false);
		expect(conversation.hear(text(join))).toBe('yes');
		expect(conversation.begun).toBe(true);
		expect(conversation.hear(text('0'))).toBe('no');
		expect(conversation.hear(text('2["resync"]'))).toBe('no');
		conversation.joined();
		expect(conversation.hear(text('2["resync"]'))).toBe('yes');
	});

	it.each(['2["resync"]', '1', '0/admin,', '0/admin,{}', '0[]', '4{}', ''])(
		'does not begin with %s',
		(data) => {
			expect(new Conversation().hear(text(data))).toBe('no');
		},
	);

	it.each([
		['an event', text('2["resync"]'), 'yes'],
		['an event that wants an answer', text('27["follow",{}]'), 'yes'],
		['an answer to a ping', { type: 'pong' }, 'yes'],
		['a farewell of Socket.IO', text('1'), 'bye'],
		['a farewell of Engine.IO', { type: 'close' }, 'bye'],
		['a second join', text('0'), 'no'],
		['another namespace', text('2/admin,["resync"]'), 'no'],
		["another namespace's farewell", text('1/admin,'), 'no'],
		['an answer to what was not asked', text('31["x"]'), 'no'],
		['the head of a binary event', text('51-["watch",{"_placeholder":true,"num":0}]'), 'no'],
		['the head of a binary answer', text('61-1[{"_placeholder":true,"num":0}]'), 'no'],
		['bytes', { type: 'message', data: Buffer.from('x') }, 'no'],
		['a ping', { type: 'ping' }, 'no'],
		['an upgrade', { type: 'upgrade' }, 'no'],
		['what is no packet', { type: 'error' }, 'no'],
	])('goes on, or not, with %s', (_, packet, verdict) => {
		expect(aJoinedOne().hear(packet)).toBe(verdict);
	});
});
