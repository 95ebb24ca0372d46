import { mulberry } from '@canario/statistics/seeded.test-kit';
import { describe, expect, it } from 'vitest';
import { ShareWatch } from './share-watch.ts';

/** Feeds draws of which green gets a share. */
function feed(watch: ShareWatch, green: number, draws: number, seed = 1): void {
	const next = mulberry(seed);
	for (let i = 0; i < draws; i++) watch.saw(next() < green ? 'green' : 'blue');
}

describe('shares that the entry watches', () => {
	it.each([
		[50, 50, 0.5],
		[90, 10, 0.1],
		[99, 1, 0.01],
		[100, 0, 0],
		[0, 100, 1],
	])('say nothing against %i/%i that is drawn so', (blue, green, share) => {
		let off = 0;
		for (let seed = 0; seed < 200; seed++) {
			const watch = new ShareWatch();
			watch.begin({ blue, green });
			feed(watch, share, 2_500, seed);
			if (watch.off()) off += 1;
		}
		// two looks in a row beyond chance are one in ten thousand, and each watch is asked once
		expect(off).toBeLessThanOrEqual(1);
	});

	it.each([
		[50, 50, 0],
		[90, 10, 0.9],
		[99, 1, 0],
		[100, 0, 0.5],
	])('are found off where %i/%i was asked and green gets %d', (blue, green, share) => {
		const watch = new ShareWatch();
		watch.begin({ blue, green });
		feed(watch, share, 2_000);
		expect(watch.off()).toMatchObject({ green: expect.closeTo(share, 1) });
	});

	it('are told to be those that were asked for before, where they are', () => {
		const watch = new ShareWatch();
		const before = { blue: 90, green: 10 };
		watch.begin(before);
		feed(watch, 0.1, 500);
		watch.begin(undefined);
		watch.begin({ blue: 10, green: 90 });
		feed(watch, 0.1, 500);
		expect(watch.off()?.asBefore).toEqual(before);
		watch.begin({ blue: 50, green: 50 });
		expect(watch.off()).toBeUndefined();
		feed(watch, 0, 500);
		expect(watch.off()).toMatchObject({ green: 0, asBefore: undefined });
	});

	it('are not judged while nobody knows what was asked', () => {
		const watch = new ShareWatch();
		feed(watch, 0, 1_000);
		expect(watch.off()).toBeUndefined();
	});
});
