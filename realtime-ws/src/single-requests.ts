import { randomBytes } from 'node:crypto';
import { byLane } from '@canario/contracts/lane';
import type { TraceEvent } from '@canario/contracts/trace';
import type { Lifecycle } from '@canario/service-kit/lifecycle';
import { traceKeyOf } from '@canario/service-kit/trace-key';
import { createEntryClient } from './adapters/entry-client.ts';
import type { Config } from './config.ts';
import { createFollow } from './domain/follow.ts';
import { publicSighting } from './domain/public-sighting.ts';
import { RequestSample } from './domain/request-sample.ts';
import type { StatisticsReader } from './domain/statistics-reader.ts';
import { Followers } from './feed/followers.ts';
import type { Viewer } from './feed/viewer.ts';
import { TokenBuckets } from './token-buckets.ts';

interface Options {
	readonly config: Config;
	readonly lifecycle: Lifecycle;
	readonly reader: StatisticsReader;
	readonly elapsedMs: () => number;
	readonly tell: (viewer: Viewer, event: TraceEvent) => void;
	readonly onFollowOutcome: (outcome: string) => void;
}

/** What is shown of single vaccinations: the sample for those who watch, and those that viewers follow. */
export function singleRequests({ config, lifecycle, reader, elapsedMs, tell, onFollowOutcome }: Options) {
	const sample = new RequestSample({
		...{ perSecond: config.requestsPerSecond, tickMs: config.feed.tickMs, elapsedMs },
		rates: () => byLane((lane) => reader.last?.lanes[lane].ratePerSecond ?? 0),
	});
	const followers = new Followers<Viewer>(tell);
	const { entryUrl: url, perMinute, totalPerMinute, deadlineMs } = config.follow;
	const entry =
		url === undefined ? undefined : lifecycle.own('entry client', createEntryClient({ url, deadlineMs }));
	const follow = createFollow<Viewer>({
		...{ send: entry?.send, followers, onOutcome: onFollowOutcome },
		perAddress: new TokenBuckets({ perMinute, burst: perMinute, elapsedMs }),
		inAll: new TokenBuckets({ perMinute: totalPerMinute, burst: totalPerMinute, elapsedMs }),
		newSecret: () => randomBytes(18).toString('base64url'),
		keyOf: traceKeyOf,
	});
	return {
		follow,
		take: () => sample.take(),
		hear(events: readonly TraceEvent[]): void {
			const seen = events.filter((event) => typeof event === 'object' && event !== null).map(publicSighting);
			sample.hear(seen);
			followers.hear(seen);
		},
	};
}
