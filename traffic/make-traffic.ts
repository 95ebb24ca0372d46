// Makes traffic.json anew: node traffic/make-traffic.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Prng } from '../operator/src/traffic/prng.ts';
import { formatTraffic, generateTraffic } from './generate.ts';

/** Fixed, so that everybody makes the same file: the day the campaign began, 25 February 2021. */
export const SEED = 20210225;
export const COUNT = 2_000;

if (import.meta.main) {
	const path = join(import.meta.dirname, 'traffic.json');
	writeFileSync(path, formatTraffic(generateTraffic(Prng.seeded(SEED), COUNT)));
}
