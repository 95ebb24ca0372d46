import { z } from 'zod';
import { openEmbeddedLive } from './embedded/open-embedded-live.ts';
import { openRedisLive } from './redis/open-redis-live.ts';
import type { Live } from './stores.ts';

const EMBEDDED = 'embedded:';

interface Options {
	/** Budget of one call, milliseconds. */
	readonly timeoutMs: number;
	/** Begins every key in a Redis that is shared. */
	readonly namespace?: string;
}

/** Where the live statistics and green's stream are: `redis:` or `rediss:` URL, or `embedded:` and a path. */
export const liveUrl = () =>
	z
		.string()
		.refine(
			(url) => (/^rediss?:\/\//.test(url) && URL.canParse(url)) || /^embedded:./.test(url),
			'expected redis://…, rediss://… or embedded:PATH',
		);

/** Opens what `url` names (see `liveUrl`). Rejects with ServiceError when it cannot be opened at all. */
export async function openLive(url: string, options: Options): Promise<Live> {
	if (url.startsWith(EMBEDDED)) return openEmbeddedLive({ path: url.slice(EMBEDDED.length) });
	return openRedisLive({ url, ...options });
}
