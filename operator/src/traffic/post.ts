import { LANE_HEADER } from '@canario/contracts/lane';
import type { Dispatcher } from 'undici';

/** What a server said. */
export interface Answer {
	readonly status: number;
	/** Header `x-canario-lane`, unchecked. */
	readonly laneHeader: string | undefined;
	readonly retryAfter: string | undefined;
	readonly body: string;
}

/** How it ended when nothing (or half an answer) came back; what became of the request is then unknown. */
export interface NoAnswer {
	readonly error: 'timeout' | 'reset' | 'refused' | 'unreachable' | 'not http' | 'cut off';
}

export type Reply = Answer | NoAnswer;

export interface PostRequest {
	/** Path and query. */
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	/** From now to the end of the answer. */
	readonly timeoutMs: number;
}

/** Sends one POST and resolves with what came of it; it never rejects. */
export function post(dispatcher: Dispatcher, request: PostRequest): Promise<Reply> {
	return new Promise((resolve) => {
		let controller: Dispatcher.DispatchController | undefined;
		let head: Omit<Answer, 'body'> = { status: 0, laneHeader: undefined, retryAfter: undefined };
		const chunks: Buffer[] = [];
		let over = false;
		const settle = (reply: Reply) => {
			over = true;
			clearTimeout(deadline);
			resolve(reply);
		};
		const late = () => controller?.abort(new Error('deadline of the request'));
		const deadline = setTimeout(() => {
			settle({ error: 'timeout' });
			late();
		}, request.timeoutMs);
		const { path, headers, body } = request;
		dispatcher.dispatch(
			{ method: 'POST', path, headers, body },
			{
				onRequestStart(started) {
					controller = started;
					// it had waited for a connection until after its deadline: it must not go out now
					if (over) late();
				},
				onResponseStart(_controller, status, fields) {
					head = { status, laneHeader: one(fields[LANE_HEADER]), retryAfter: one(fields['retry-after']) };
				},
				onResponseData: (_controller, chunk) => void chunks.push(chunk),
				onResponseEnd: () => settle({ ...head, body: Buffer.concat(chunks).toString('utf8') }),
				onResponseError: (_controller, error) => settle({ error: kindOf(error) }),
			},
		);
	});
}

function one(field: string | string[] | undefined): string | undefined {
	return Array.isArray(field) ? field[0] : field;
}

const KIND_BY_CODE: Readonly<Record<string, NoAnswer['error']>> = {
	ECONNREFUSED: 'refused',
	ETIMEDOUT: 'timeout',
	UND_ERR_CONNECT_TIMEOUT: 'timeout',
	UND_ERR_HEADERS_TIMEOUT: 'timeout',
	UND_ERR_BODY_TIMEOUT: 'timeout',
	ENOTFOUND: 'unreachable',
	EAI_AGAIN: 'unreachable',
	EHOSTUNREACH: 'unreachable',
	ENETUNREACH: 'unreachable',
	// the run was stopped before the answer came
	UND_ERR_DESTROYED: 'cut off',
	UND_ERR_CLOSED: 'cut off',
	UND_ERR_ABORTED: 'cut off',
};

function kindOf({ code = '' }: Error & { code?: string }): NoAnswer['error'] {
	return KIND_BY_CODE[code] ?? (code.startsWith('HPE_') ? 'not http' : 'reset');
}
