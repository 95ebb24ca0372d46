import type { SampledRequest } from '@canario/contracts/feed';
import { expect, it } from 'vitest';
import { DROP_MS, LEAD_MS, LEAVE_MS, type Particle, type Place } from './particle.ts';
import { Simulation } from './simulation.ts';

/** One second on the screen is 20 ms of a request: a millisecond takes 50. */
const STRETCH = 50;

const request = (more: Partial<SampledRequest>): SampledRequest => ({
	key: 'key00001',
	lane: 'green',
	outcome: 'accepted',
	ackMs: 4,
	department: '01',
	...more,
});

const started = (requests: readonly SampledRequest[], most?: number) => {
	const simulation = new Simulation(1000 / STRETCH, most);
	simulation.take({ requests, durable: [], deadLettered: [] }, 0);
	return simulation;
};

const durable = (key: string, durableMs: number) => ({
	requests: [],
	durable: [{ key, durableMs }],
	deadLettered: [],
});

function seenAt(simulation: Simulation, nowMs: number): (Place & Pick<Particle, 'key' | 'followed'>)[] {
	const seen: (Place & Pick<Particle, 'key' | 'followed'>)[] = [];
	simulation.each(nowMs, ({ key, followed }, place) => seen.push({ key, followed, ...place }));
	return seen;
}

const followedAt = (simulation: Simulation, nowMs: number) =>
	seenAt(simulation, nowMs).flatMap(({ key, followed }) => (followed ? [key] : []));

const alongAt = (simulation: Simulation, nowMs: number) => seenAt(simulation, nowMs)[0]?.along;

it('takes a blue one past the disk at its durable time and past its answer at its ack time', () => {
	const simulation = started([request({ lane: 'blue', outcome: 'stored', durableMs: 10, ackMs: 14 })]);
	expect(alongAt(simulation, LEAD_MS)).toBeCloseTo(1);
	expect(alongAt(simulation, LEAD_MS + 5 * STRETCH)).toBeCloseTo(1.5);
	expect(alongAt(simulation, LEAD_MS + 10 * STRETCH)).toBeCloseTo(2);
	expect(alongAt(simulation, LEAD_MS + 12 * STRETCH)).toBeCloseTo(2.5);
	expect(alongAt(simulation, LEAD_MS + 14 * STRETCH)).toBeCloseTo(3);
	expect(seenAt(simulation, LEAD_MS + 14 * STRETCH + LEAVE_MS)).toEqual([]);
	expect(simulation.alive).toBe(0);
});

it('takes a green one past its answer first and past the disk at its durable time', () => {
	const simulation = started([request({ ackMs: 4 })]);
	simulation.take(durable('key00001', 24), 300);
	expect(alongAt(simulation, LEAD_MS + 4 * STRETCH)).toBeCloseTo(2);
	expect(alongAt(simulation, LEAD_MS + 14 * STRETCH)).toBeCloseTo(2.5);
	expect(alongAt(simulation, LEAD_MS + 24 * STRETCH)).toBeCloseTo(3);
});

it('keeps a green one before the disk until its durability is known, then lets it pass', () => {
	const simulation = started([request({ ackMs: 4 })]);
	const waiting = alongAt(simulation, 20_000) ?? 0;
	expect(waiting).toBeGreaterThan(2.7);
	expect(waiting).toBeLessThan(3);
	simulation.take(durable('key00001', 24), 20_000);
	expect(alongAt(simulation, 20_001)).toBeGreaterThanOrEqual(waiting);
	expect(alongAt(simulation, 20_200)).toBeGreaterThan(3);
});

it('never moves one back when news comes', () => {
	for (const newsMs of [100, LEAD_MS + 100, LEAD_MS + 500, 3_000]) {
		const simulation = started([request({ ackMs: 4 })]);
		const before = alongAt(simulation, newsMs) ?? 0;
		simulation.take(durable('key00001', 90), newsMs);
		expect(alongAt(simulation, newsMs) ?? 0).toBeCloseTo(before);
		expect(alongAt(simulation, newsMs + 16)).toBeGreaterThanOrEqual(before);
	}
});

it('drops a failed one at the first gate after its measured time', () => {
	const simulation = started([request({ outcome: 'failed', ackMs: 20 })]);
	const gateMs = LEAD_MS + 20 * STRETCH;
	expect(seenAt(simulation, gateMs - 1)[0]).toMatchObject({ dropped: 0 });
	expect(seenAt(simulation, gateMs + DROP_MS / 2)[0]).toMatchObject({ along: 2, dropped: 0.5 });
	expect(seenAt(simulation, gateMs + DROP_MS)).toEqual([]);
});

it('drops one at the fork when nobody knows which lane failed', () => {
	const { lane: _, ...nowhere } = request({ outcome: 'failed' });
	const simulation = started([nowhere]);
	expect(seenAt(simulation, LEAD_MS + 450)[0]).toMatchObject({ along: 1, dropped: 0.5 });
});

it('moves a dead-lettered one from where it waits to the tray', () => {
	const simulation = started([request({})]);
	simulation.take({ requests: [], durable: [], deadLettered: ['key00001'] }, 5_000);
	expect(seenAt(simulation, 5_350)[0]?.aside).toBeCloseTo(0.5);
	expect(seenAt(simulation, 5_700)).toEqual([]);
});

it('holds no more than its pool and takes new ones when there is room again', () => {
	const many = Array.from({ length: 10 }, (_, index) =>
		request({ key: `key0000${index}`, lane: 'blue', durableMs: 1, ackMs: 2 }),
	);
	const simulation = started(many, 4);
	expect(simulation.alive).toBe(4);
	seenAt(simulation, 60_000);
	simulation.take({ requests: many, durable: [], deadLettered: [] }, 60_000);
	expect(simulation.alive).toBe(4);
});

it('lets a batch in over its time and not at once', () => {
	const simulation = started([request({}), request({ key: 'key00002' })]);
	expect(seenAt(simulation, 1)).toHaveLength(1);
	expect(seenAt(simulation, 126)).toHaveLength(2);
});

it('gives up one of which nothing is heard, and knows nothing of it then', () => {
	const simulation = started([request({})]);
	expect(seenAt(simulation, 50_000)).toEqual([]);
	expect(() => simulation.take(durable('key00001', 5), 50_001)).not.toThrow();
	expect(simulation.alive).toBe(0);
});

it('marks the one that this viewer follows, before and after it set out', () => {
	const simulation = started([request({}), request({ key: 'key00002' })]);
	simulation.follow('key00002');
	expect(followedAt(simulation, 400)).toEqual(['key00002']);
	simulation.follow('key00003');
	simulation.take({ requests: [request({ key: 'key00003' })], durable: [], deadLettered: [] }, 500);
	expect(followedAt(simulation, 600)).toEqual(['key00003']);
});

it('takes the scale of the moment when one sets out, so that none jumps when it changes', () => {
	const simulation = started([request({ lane: 'blue', durableMs: 10, ackMs: 10 })]);
	simulation.stepMs = 500;
	expect(alongAt(simulation, LEAD_MS + 5 * STRETCH)).toBeCloseTo(1.5);
});

it('is empty when cleared', () => {
	const simulation = started([request({})]);
	simulation.clear();
	expect(simulation.alive).toBe(0);
});
