import type { FeedRequests, FollowAnswer, FollowInput } from '@canario/contracts/feed';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import type { TraceEvent } from '@canario/contracts/trace';
import { type Connection, connectionOf } from './connection.ts';
import { FeedLink } from './feed-link.ts';
import type { FeedSocket } from './feed-socket.ts';
import { type FeedEvent, type FeedState, initialFeed, reduceFeed } from './feed-state.ts';
import { Listeners } from './listeners.ts';
import type { Surroundings } from './surroundings.ts';
import { Wish } from './wish.ts';

const TICK_MS = 1_000;
/** Heartbeats come every second; a connection that is silent for so long, ms, is taken for dead. */
const SILENT_MS = 15_000;
/** A snapshot that was asked for comes within a second, or is asked for again after so long, ms. */
const ASK_AGAIN_MS = 2_000;

/** The feed as the page uses it: what is known, how the connection stands, and the little that can be asked. */
export class FeedClient {
	readonly #surroundings: Surroundings;
	readonly #link: FeedLink;
	readonly #wish: Wish;
	readonly #onStats = new Listeners();
	readonly #onConnection = new Listeners();
	readonly #onRequests = new Listeners<[FeedRequests]>();
	readonly #onSighting = new Listeners<[TraceEvent]>();
	#state: FeedState;
	#connection: Connection;
	#askedAtMs = Number.NEGATIVE_INFINITY;
	#visible = true;
	#cancelTick: (() => void) | undefined;

	constructor(surroundings: Surroundings) {
		this.#surroundings = surroundings;
		this.#state = initialFeed(surroundings.now());
		this.#connection = connectionOf(this.#state, surroundings.now());
		this.#wish = new Wish(surroundings.later);
		this.#link = new FeedLink(surroundings, {
			onEvent: (event) => this.#apply(event),
			equip: (socket) => this.#equip(socket),
			onOpen: (socket) => this.#wish.opened(socket),
		});
	}

	start(): void {
		this.#link.connect();
		this.#tick();
	}

	stop(): void {
		this.#cancelTick?.();
		this.#link.close();
	}

	/** The latest figures; the same object as long as nothing changes. */
	readonly stats = (): StatsSnapshot | undefined => this.#state.stats;

	/** How the connection stands; looked at anew every second. */
	readonly connection = (): Connection => this.#connection;

	readonly subscribeStats = (listener: () => void) => this.#onStats.add(listener);
	readonly subscribeConnection = (listener: () => void) => this.#onConnection.add(listener);

	/** Gets the single requests while the tab is seen; nobody is sent them unasked. @returns how to stop. */
	watchRequests(listener: (requests: FeedRequests) => void): () => void {
		const remove = this.#onRequests.add(listener);
		this.#lookAtWish();
		return () => {
			remove();
			this.#lookAtWish();
		};
	}

	/** Sends a made-up vaccination; where it is seen comes to `onSighting` under the answer's key. */
	async follow(input: FollowInput): Promise<FollowAnswer> {
		const socket = this.#state.link === 'open' ? this.#link.socket : undefined;
		return (await socket?.follow(input)) ?? { ok: false, reason: 'unavailable' };
	}

	/** @returns how to stop listening. */
	onSighting(listener: (event: TraceEvent) => void): () => void {
		return this.#onSighting.add(listener);
	}

	/** Whether anybody sees the page: nothing moves where nobody looks. */
	setVisible(visible: boolean): void {
		this.#visible = visible;
		this.#lookAtWish();
	}

	/** Whether the browser has a network at all. */
	setOnline(online: boolean): void {
		const was = this.#state.link;
		this.#apply({ type: 'network', online });
		if (!online) this.#link.close();
		else if (was === 'offline') this.#link.connect();
	}

	#lookAtWish(): void {
		this.#wish.want(this.#visible && this.#onRequests.size > 0);
	}

	#equip(socket: FeedSocket): void {
		socket.on('requests', (requests) => {
			if (socket === this.#link.socket) this.#onRequests.tell(requests);
		});
		socket.on('sighting', (event) => this.#onSighting.tell(event));
	}

	#apply(event: FeedEvent): void {
		const before = this.#state;
		this.#state = reduceFeed(before, event, this.#surroundings.now());
		if (this.#state.gap) this.#askForSnapshot();
		if (event.type === 'lost' || this.#state.link === 'offline') this.#wish.lost();
		if (this.#state.stats !== before.stats) this.#onStats.tell();
		if (this.#state.link !== before.link || event.type === 'heartbeat') this.#lookAtConnection();
	}

	#askForSnapshot(): void {
		const nowMs = this.#surroundings.now();
		if (nowMs - this.#askedAtMs < ASK_AGAIN_MS) return;
		this.#askedAtMs = nowMs;
		this.#link.socket?.resync();
	}

	#lookAtConnection(): void {
		this.#connection = connectionOf(this.#state, this.#surroundings.now());
		this.#onConnection.tell();
	}

	#tick(): void {
		this.#cancelTick = this.#surroundings.later(() => {
			const { link, gap, heardAtMs, waitsSinceMs } = this.#state;
			const connected = link === 'open' || waitsSinceMs !== undefined;
			if (gap) this.#askForSnapshot();
			if (connected && this.#surroundings.now() - heardAtMs > SILENT_MS) {
				this.#apply({ type: 'lost' });
				this.#link.connect();
			}
			this.#lookAtConnection();
			this.#tick();
		}, TICK_MS);
	}
}
