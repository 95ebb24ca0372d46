/** A packet of Engine.IO, as it was read. */
interface Packet {
	readonly type: string;
	readonly data?: unknown;
}

/** Socket.IO's packets that a client may send, after Engine.IO's "message": join, leave, event. */
const JOIN = /^0(\{.*\})?$/s;
const LEAVE = '1';
const EVENT = /^2\d*\[/;

/**
 * What one client may send when, as far as packets go: join the main namespace, and once that is answered, events as
 * text. Socket.IO itself would answer or pass over much else without a word.
 */
export class Conversation {
	#stage: 'new' | 'joining' | 'joined' = 'new';

	/** Whether the client asked to join. */
	get begun(): boolean {
		return this.#stage !== 'new';
	}

	/** The client is told that it has joined. */
	joined(): void {
		this.#stage = 'joined';
	}

	/** Whether a packet may be taken. `bye`: the client wants to end, which is to be granted; `no`: it is to be cut off. */
	hear({ type, data }: Packet): 'yes' | 'bye' | 'no' {
		if (type === 'pong') return 'yes';
		if (type === 'close') return 'bye';
		if (type !== 'message' || typeof data !== 'string') return 'no';
		if (data === LEAVE) return this.#stage === 'joined' ? 'bye' : 'no';
		if (this.#stage === 'joined') return EVENT.test(data) ? 'yes' : 'no';
		if (this.#stage === 'joining' || !JOIN.test(data)) return 'no';
		this.#stage = 'joining';
		return 'yes';
	}
}
