/** What a message of the feed is, as far as a crowd looks into it. */
export type Message =
	| { readonly kind: 'delta' | 'snapshot'; readonly seq: number }
	| { readonly kind: 'heartbeat'; readonly serverMs: number }
	| { readonly kind: 'opened' | 'ping' | 'other' };

const HEADS = {
	delta: '42["delta",{"seq":',
	snapshot: '42["snapshot",{"seq":',
	heartbeat: '42["heartbeat",{"serverMs":',
};

/** Bytes that tell all of it: the longest head and a number. */
const LOOK_BYTES = 48;

/**
 * Reads the beginning of a Socket.IO message: ten thousand viewers are read by one process, which has no time for
 * JSON. The numbers are those that the feed writes first.
 */
export function messageOf(bytes: Buffer, start: number, end: number): Message {
	const text = bytes.toString('latin1', start, Math.min(end, start + LOOK_BYTES));
	if (text.startsWith(HEADS.delta)) return { kind: 'delta', seq: numberIn(text, HEADS.delta) };
	if (text.startsWith(HEADS.heartbeat))
		return { kind: 'heartbeat', serverMs: numberIn(text, HEADS.heartbeat) };
	if (text.startsWith(HEADS.snapshot)) return { kind: 'snapshot', seq: numberIn(text, HEADS.snapshot) };
	if (text === '2') return { kind: 'ping' };
	return { kind: text.startsWith('0{') ? 'opened' : 'other' };
}

const numberIn = (text: string, head: string) => Number.parseInt(text.slice(head.length), 10);
