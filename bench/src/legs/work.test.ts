import { expect, it } from 'vitest';
import { workFor } from './work.ts';

it('counts every record of calls that overlap, the last ones too', async () => {
	let made = 0;
	let clockMs = 0;
	const call = async () => {
		made += 1;
		const records = made;
		await new Promise((resolve) => setImmediate(resolve));
		clockMs += 100;
		return records;
	};
	const { records, seconds } = await workFor({ seconds: 1, inFlight: 3, call, nowMs: () => clockMs });
	expect(made).toBeGreaterThan(9);
	expect(records).toBe((made * (made + 1)) / 2);
	expect(seconds).toBe(made / 10);
});
