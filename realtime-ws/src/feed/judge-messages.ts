import type { Expulsion } from './client-requests.ts';
import { Conversation } from './conversation.ts';
import { type EngineConnection, webSocketOf } from './engine.ts';
import { MessageLimit } from './message-limit.ts';

interface Options {
	/** Messages a second that a client may send. */
	readonly messagesPerSecond: number;
	/** Milliseconds; never runs backwards. */
	readonly elapsedMs: () => number;
	readonly expel: (reason: Expulsion) => void;
	/** The client wants to go. */
	readonly end: () => void;
}

/**
 * Judges what comes over a connection before Socket.IO hears of it: who sends too much is cut off, and who sends what
 * is not to be sent. What comes as pings of the WebSocket protocol counts too.
 */
export function judgeMessages(
	connection: EngineConnection,
	{ messagesPerSecond, elapsedMs, expel, end }: Options,
): Conversation {
	const limit = new MessageLimit(messagesPerSecond, elapsedMs());
	const conversation = new Conversation();
	const count = () => {
		if (!limit.allows(elapsedMs())) expel('too_often');
	};
	connection.on('packet', (packet) => {
		count();
		const verdict = conversation.hear(packet);
		if (verdict === 'no') expel('invalid');
		else if (verdict === 'bye') end();
	});
	webSocketOf(connection)
		.on('ping', count)
		.on('error', (error) => {
			const tooLarge = 'code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';
			expel(tooLarge ? 'too_large' : 'invalid');
		});
	return conversation;
}
