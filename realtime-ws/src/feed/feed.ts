import type { Server as HttpServer } from 'node:http';
import type { FeedRequests } from '@canario/contracts/feed';
import type { TraceEvent } from '@canario/contracts/trace';
import type { StatisticsReader } from '../domain/statistics-reader.ts';
import type { Admission } from './admission.ts';
import { Announcer } from './announcer.ts';
import { Audience } from './audience.ts';
import type { ClientRequest } from './client-requests.ts';
import { type Connections, createConnections } from './connections.ts';
import { FanOut } from './fan-out.ts';
import type { FeedMetrics } from './feed-metrics.ts';
import { Rotation } from './rotation.ts';
import { tickClock } from './tick-clock.ts';
import type { Viewer } from './viewer.ts';

/** README.md says what each is; times are milliseconds. */
export interface FeedLimits {
	readonly tickMs: number;
	readonly bufferBytes: number;
	readonly cutMs: number;
	readonly rotateMs: number;
	readonly spreadMs: number;
	readonly trustedHops: number;
	readonly messageBytes: number;
	readonly messagesPerSecond: number;
}

interface Options {
	readonly limits: FeedLimits;
	readonly admission: Admission;
	readonly reader: StatisticsReader;
	readonly metrics: FeedMetrics;
	/** What was gathered of single requests since the last call; called at each tick. */
	readonly takeRequests: () => FeedRequests | undefined;
	readonly onFollow: (
		viewer: Viewer,
		request: Extract<ClientRequest, { kind: 'follow' }> & { readonly address: string },
	) => Promise<void>;
	/** Milliseconds; never runs backwards. */
	readonly elapsedMs: () => number;
	/** Milliseconds since the Unix epoch. */
	readonly now: () => number;
	/** From 0 to 1. */
	readonly random: () => number;
}

/** The feed that viewers listen to: docs/feed.md is its protocol. */
export function createFeed(options: Options) {
	const { limits, reader, metrics, elapsedMs, admission } = options;
	const announcer = new Announcer({ ...options, ...limits, onDelta: () => metrics.deltas.inc() });
	const rotation = new Rotation({ ...limits, random: options.random });
	const fanOut = new FanOut({
		...limits,
		onSkipped: () => metrics.skipped.inc(),
		onCut: () => metrics.cut.inc(),
	});
	const audience = new Audience({
		...options,
		...{ fanOut, announcer, rotation, connections: () => connections },
		dataAgeMs: () => reader.dataAgeMs(),
		onRotated: () => metrics.rotated.inc(),
		onFollow: (viewer, request) => void options.onFollow(viewer, { ...request, address: viewer.address }),
	});
	const connections: Connections = createConnections({
		...limits,
		...{ admission, elapsedMs },
		onExpelled: (reason) => metrics.expelled.inc({ reason }),
		onRefused: (reason) => metrics.refused.inc({ reason }),
		onViewer: (socket, address) => audience.add(socket, address),
	});
	const clock = tickClock({
		tickMs: limits.tickMs,
		// without viewers nobody needs a reading
		prepare: async () => (fanOut.viewers.size > 0 ? reader.read() : undefined),
		tick: () => {
			const now = elapsedMs();
			const done = metrics.send.startTimer();
			fanOut.send(announcer.tick(now), now);
			done();
			audience.rotate(now);
		},
	});
	return {
		attach: (server: HttpServer) => connections.attach(server),
		start: () => clock.start(),
		bufferedBytes: () => fanOut.bufferedBytes,
		/** Tells one viewer what was seen of the vaccination that they follow. */
		tell: (viewer: Viewer, event: TraceEvent) => audience.tell(viewer, event),
		/** Tells everybody to connect anew, each at a time of its own, and ends the connections. */
		async close(): Promise<void> {
			admission.stop();
			await clock.close();
			audience.sayFarewell();
			await connections.close();
		},
	};
}

export type Feed = ReturnType<typeof createFeed>;
