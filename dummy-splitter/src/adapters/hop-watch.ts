import { isLane, LANE_HEADER, type Lane } from '@canario/contracts/lane';
import type { Dispatcher } from 'undici';

/** What one hop came to, as far as an answer or its absence tells. */
export interface HopSeen {
	/** Undefined where no answer came. */
	readonly status?: number;
	/** The lane that the answer names. */
	readonly lane?: Lane;
	/** A proxy on the way answered itself, and says why. */
	readonly proxyError?: string;
	/** Where no answer came: `timeout`, or the connection's own code. */
	readonly lost?: string;
}

export interface HopWatch {
	/** A request leaves, a question whether the leaf is ready too. */
	sent(): void;
	/** It has its answer, or will have none. */
	done(): void;
	saw(seen: HopSeen): void;
	/** The lane whose failure a proxy tells of. */
	laneOf(proxyError: string): Lane | undefined;
}

/** The header in which Linkerd's proxy says why it answered itself. */
const PROXY_ERROR_HEADER = 'l5d-proxy-error';

/** The answer of a leaf that is not ready. */
export class NotReady extends Error {
	readonly status: number;

	constructor(status: number) {
		super(`not ready (${status})`);
		this.status = status;
	}
}

/** What an answer tells. */
export function seenOf({ statusCode: status, headers }: Dispatcher.ResponseData): HopSeen {
	const { [LANE_HEADER]: lane, [PROXY_ERROR_HEADER]: proxyError } = headers;
	return {
		status,
		...(isLane(lane) && { lane }),
		...(typeof proxyError === 'string' && { proxyError }),
	};
}

/** What the loss of an answer tells. */
export const codeOf = (cause: unknown): string =>
	cause instanceof Error && 'code' in cause ? String(cause.code) : 'lost';
