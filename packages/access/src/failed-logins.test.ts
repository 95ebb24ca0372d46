import { describe, expect, it } from 'vitest';
import { FAILURE_EVERY_MS, FAILURES_AT_ONCE, FailedLogins } from './failed-logins.ts';

describe('failed logins', () => {
	const some = () => {
		const clock = { ms: 5 };
		const logins = new FailedLogins(() => clock.ms);
		const fail = (times: number, address = 'a') => Array.from({ length: times }, () => logins.note(address));
		return { clock, fail };
	};

	it('may be ten at once, and then have to wait', () => {
		const { fail } = some();
		expect(fail(FAILURES_AT_ONCE)).toEqual(Array(10).fill(0));
		expect(fail(2)).toEqual([6_000, 6_000]);
	});

	it('may be one more every six seconds, and never more than ten at once', () => {
		const { clock, fail } = some();
		fail(11);
		clock.ms += FAILURE_EVERY_MS / 2;
		expect(fail(1)).toEqual([3_000]);
		clock.ms += FAILURE_EVERY_MS / 2;
		expect(fail(2)).toEqual([0, 6_000]);
		clock.ms += 24 * 3_600_000;
		expect(fail(11)).toEqual([...Array(10).fill(0), 6_000]);
	});

	it('of one address do not count for another', () => {
		const { fail } = some();
		fail(20);
		expect(fail(1, 'b')).toEqual([0]);
	});
});
