const HEAD_END = '\r\n\r\n';
const CONTENT_LENGTH = /\r\ncontent-length: *(\d+)/i;

/** Finds the answers in what one HTTP/1.1 connection receives. Bodies are counted, not kept. */
export class ResponseReader {
	#rest = '';

	/**
	 * The status of each answer that `chunk` completes, in order.
	 *
	 * @throws {Error} on an answer without Content-Length: nothing here sends one.
	 */
	read(chunk: Buffer): readonly number[] {
		// one character a byte, so that lengths are bytes
		const text = this.#rest + chunk.toString('latin1');
		const statuses: number[] = [];
		let at = 0;
		for (;;) {
			const headEnd = text.indexOf(HEAD_END, at);
			if (headEnd < 0) break;
			const head = text.slice(at, headEnd);
			const end = headEnd + HEAD_END.length + bodyBytes(head);
			if (text.length < end) break;
			statuses.push(Number(head.slice(9, 12)));
			at = end;
		}
		this.#rest = text.slice(at);
		return statuses;
	}
}

function bodyBytes(head: string): number {
	const length = CONTENT_LENGTH.exec(head)?.[1];
	if (length === undefined) throw new Error('an answer without Content-Length');
	return Number(length);
}
