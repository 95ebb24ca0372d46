import { describe, expect, it } from 'vitest';
import { Rotation } from './rotation.ts';
import { Viewer } from './viewer.ts';

const viewer = (rotateAtMs: number) =>
	new Viewer({
		wire: { writableLength: 0, writable: true, write: () => true, destroy: () => {} },
		connection: { writeBuffer: [] },
		address: '',
		rotateAtMs,
	});
const rotation = (random: number) => new Rotation({ rotateMs: 1_000, spreadMs: 500, random: () => random });

describe('rotation', () => {
	it('is due after 90 to 100 % of its time', () => {
		expect([0, 0.5, 1].map((random) => rotation(random).dueAtMs(50))).toEqual([1_050, 1_000, 950]);
	});

	it('tells each to come again at a time of its own', () => {
		const told = [0, 0.5, 1].map((random) => rotation(random).notice().subarray(2).toString());
		expect(told).toEqual([0, 250, 500].map((ms) => `42["rotate",{"reconnectInMs":${ms}}]`));
	});

	it('tells a viewer when its time has come, and ends its connection seconds after the longest wait', () => {
		const one = viewer(1_000);
		const steps = [999, 1_000, 3_499, 3_500].map((now) => rotation(0).stepOf(one, now));
		expect(steps).toEqual([undefined, 'tell', undefined, 'end']);
	});
});
