import type { FeedDelta, FeedHeartbeat, FeedSnapshot } from '@canario/contracts/feed';
import { applyMergePatch } from '@canario/contracts/merge-patch';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { openRawSocket, type RawSocket } from './raw-socket.ts';

/** What a viewer has seen so far. */
export interface Seen {
	/** Snapshots and deltas put together, as the contract says. */
	stats: StatsSnapshot | undefined;
	seq: number;
	snapshots: number;
	deltas: number;
	heartbeat: FeedHeartbeat | undefined;
	/** Numbers of deltas that did not follow on the one before. */
	readonly gaps: number[];
	/** Paths of figures that were ever below zero. */
	readonly negative: Set<string>;
	/** Longest time between two messages, ms. */
	longestSilenceMs: number;
	/** Everything that came, as it came, where it is to be kept. */
	readonly texts: string[];
}

/** A viewer who speaks the feed's protocol without any of its libraries. */
export interface FeedViewer extends Pick<RawSocket, 'pause' | 'resume' | 'gone'> {
	readonly seen: Readonly<Seen>;
	/** Sends an event of `ClientToServer`. */
	emit(event: string, ...args: readonly unknown[]): void;
	/** Goes away without a word. */
	leave(): void;
	/** Whether the connection stands. */
	readonly here: boolean;
}

interface Options {
	readonly keepTexts?: boolean;
	/** For crowds: counts what comes and puts no state together. */
	readonly countOnly?: boolean;
	/** Of the page that the viewer claims to come from. */
	readonly origin?: string;
}

/** Engine.io's and socket.io's packet types, as they stand at the beginning of a message. */
const [OPENED, PING, PONG, JOIN, JOINED, EVENT] = ['0', '2', '3', '40', '40', '42'] as const;

/** Resolves when the feed has let the viewer in. @throws when it does not. */
export async function joinFeed(feedUrl: string, options: Options = {}): Promise<FeedViewer> {
	const seen: Seen = {
		...{ stats: undefined, seq: -1, snapshots: 0, deltas: 0, heartbeat: undefined },
		...{ longestSilenceMs: 0, gaps: [], negative: new Set(), texts: [] },
	};
	const joined = Promise.withResolvers<void>();
	let here = true;
	let heardMs = performance.now();
	const socket = await openRawSocket({
		url: `${feedUrl}/socket.io/?EIO=4&transport=websocket`,
		headers: options.origin === undefined ? {} : { Origin: options.origin },
		onText(text, answer) {
			seen.longestSilenceMs = Math.max(seen.longestSilenceMs, performance.now() - heardMs);
			heardMs = performance.now();
			if (options.keepTexts) seen.texts.push(text);
			if (text.startsWith(EVENT)) take(seen, text.slice(EVENT.length), options.countOnly ?? false);
			else if (text === PING) answer(PONG);
			else if (text.startsWith(OPENED)) answer(JOIN);
			else if (text.startsWith(JOINED)) joined.resolve();
		},
	});
	void socket.gone.then(() => {
		here = false;
		joined.reject(new Error('the feed ended the connection'));
	});
	await joined.promise;
	return {
		seen,
		pause: socket.pause,
		resume: socket.resume,
		gone: socket.gone,
		emit: (event, ...args) => socket.send(EVENT + JSON.stringify([event, ...args])),
		leave: socket.destroy,
		get here() {
			return here;
		},
	};
}

function take(seen: Seen, body: string, countOnly: boolean): void {
	if (countOnly) {
		if (body.startsWith('["snapshot"')) seen.snapshots += 1;
		else if (body.startsWith('["delta"')) seen.deltas += 1;
		return;
	}
	const [event, content] = JSON.parse(body) as [string, unknown];
	if (event === 'snapshot') takeSnapshot(seen, content as FeedSnapshot);
	else if (event === 'delta') takeDelta(seen, content as FeedDelta);
	else if (event === 'heartbeat') seen.heartbeat = content as FeedHeartbeat;
}

function takeSnapshot(seen: Seen, { seq, stats }: FeedSnapshot): void {
	seen.snapshots += 1;
	Object.assign(seen, { seq, stats });
	noteNegative(stats, '', seen.negative);
}

function takeDelta(seen: Seen, { seq, patch }: FeedDelta): void {
	seen.deltas += 1;
	// what is older than the snapshot is in it already
	if (seen.stats === undefined || seq <= seen.seq) return;
	if (seq !== seen.seq + 1) seen.gaps.push(seq);
	Object.assign(seen, { seq, stats: applyMergePatch(seen.stats, patch) });
	noteNegative(patch, '', seen.negative);
}

function noteNegative(value: unknown, path: string, into: Set<string>): void {
	if (typeof value === 'number' && value < 0) into.add(path);
	if (typeof value !== 'object' || value === null) return;
	for (const [key, inner] of Object.entries(value)) noteNegative(inner, `${path}/${key}`, into);
}
