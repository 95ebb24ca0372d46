import { expect, it } from 'vitest';
import { interleave } from './interleave.ts';
import type { Side } from './sample.ts';

it('measures the sides in turn after a warm-up that does not count', async () => {
	const runs: string[] = [];
	const side = (name: string): Side => ({
		name,
		async run(seconds) {
			runs.push(`${name} ${seconds}`);
			return { operations: runs.length, seconds, cpuSeconds: 1, faults: [] };
		},
	});
	const rounds = await interleave([side('a'), side('b')], { rounds: 2, seconds: 5, tell: () => {} });
	expect(runs).toEqual(['a 2', 'b 2', 'a 5', 'b 5', 'a 5', 'b 5']);
	expect(rounds.map((round) => [round.get('a')?.operations, round.get('b')?.operations])).toEqual([
		[3, 4],
		[5, 6],
	]);
});
