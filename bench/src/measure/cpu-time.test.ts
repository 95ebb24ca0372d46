import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cpuOfTrees, parseStat, readCpuSeconds } from './cpu-time.ts';

const line = (name: string, user: number, system: number) =>
	`42 (${name}) S 7 100 100 0 -1 4194304 900 0 12 0 ${user} ${system} 77 88 20 0 11 0 5000 1000000 3000\n`;

describe('parseStat', () => {
	it('adds user and system time, and leaves out that of children that have ended', () => {
		expect(parseStat(line('node', 150, 25))).toEqual({ pid: 42, parent: 7, cpuSeconds: 1.75 });
	});

	it.each(['a b', 'x) S 1 (y', ')', ''])('is not misled by the name %j', (name) => {
		expect(parseStat(line(name, 100, 0))).toEqual({ pid: 42, parent: 7, cpuSeconds: 1 });
	});
});

describe('cpuOfTrees', () => {
	const processes = [
		{ pid: 1, parent: 0, cpuSeconds: 100 },
		{ pid: 10, parent: 1, cpuSeconds: 1 },
		{ pid: 11, parent: 10, cpuSeconds: 2 },
		{ pid: 12, parent: 11, cpuSeconds: 4 },
		{ pid: 20, parent: 1, cpuSeconds: 8 },
	];

	it('adds what descends from a process, and nothing else', () => {
		expect(cpuOfTrees(processes, [10])).toBe(7);
		expect(cpuOfTrees(processes, [20])).toBe(8);
		expect(cpuOfTrees(processes, [])).toBe(0);
	});

	it('counts a process once that is named and descends from one that is', () => {
		expect(cpuOfTrees(processes, [10, 12, 20])).toBe(15);
	});
});

describe.skipIf(!existsSync('/proc/self/stat'))('readCpuSeconds', () => {
	it('reads what this process has used', () => {
		const { user, system } = process.cpuUsage();
		expect(readCpuSeconds([process.pid])).toBeGreaterThanOrEqual((user + system) / 1_000_000 - 0.02);
	});

	it('refuses to count a process that is gone', () => {
		expect(() => readCpuSeconds([process.pid, 2 ** 30])).toThrow(`process ${2 ** 30} ended`);
	});
});
