import { describe, expect, it } from 'vitest';
import { FanOut, type Tick } from './fan-out.ts';
import { Viewer, type Wire } from './viewer.ts';

const LIMIT = 100;
const CUT_MS = 1_000;

/** A wire that keeps what is written until the test lets it go. */
class TestWire implements Wire {
	writableLength = 0;
	writable = true;
	readonly written: string[] = [];
	write(bytes: Buffer): void {
		this.written.push(bytes.toString());
		this.writableLength += bytes.length;
	}
	destroy(): void {
		this.writable = false;
	}
}

function aFanOut() {
	const counts = { skipped: 0, cut: 0 };
	const fanOut = new FanOut({
		...{ bufferBytes: LIMIT, cutMs: CUT_MS },
		onSkipped: () => {
			counts.skipped += 1;
		},
		onCut: () => {
			counts.cut += 1;
		},
	});
	const join = (over: Partial<Viewer> = {}) => {
		const wire = new TestWire();
		const connection = { writeBuffer: [] as unknown[] };
		const viewer = new Viewer({ wire, connection, address: '', rotateAtMs: 0 });
		fanOut.viewers.add(Object.assign(viewer, { needsSnapshot: false, ...over }));
		return { wire, viewer, connection };
	};
	return { fanOut, counts, join };
}

const tick = (over: { [Key in keyof Omit<Tick, 'opening'>]?: string } = {}, opening?: string): Tick => {
	const bytes = (text: string | undefined) => (text === undefined ? undefined : Buffer.from(text));
	return {
		delta: bytes(over.delta),
		heartbeat: bytes(over.heartbeat),
		requests: bytes(over.requests),
		opening: () => bytes(opening),
	};
};

describe('the fan-out', () => {
	it('writes a tick at once, requests only to those who watch them', () => {
		const { fanOut, join } = aFanOut();
		const [plain, watching] = [join(), join({ watching: true })];
		fanOut.send(tick({ delta: 'd', heartbeat: 'h', requests: 'r' }), 0);
		expect([plain.wire.written, watching.wire.written]).toEqual([['dh'], ['dhr']]);
	});

	it('writes nothing when there is nothing to say', () => {
		const { fanOut, join } = aFanOut();
		const { wire } = join();
		fanOut.send(tick(), 0);
		expect(wire.written).toEqual([]);
	});

	it('gives who needs one the opening instead of delta and heartbeat, once', () => {
		const { fanOut, join } = aFanOut();
		const { wire } = join({ needsSnapshot: true });
		fanOut.send(tick({ heartbeat: 'h' }), 0);
		fanOut.send(tick({ delta: 'd1', heartbeat: 'h' }, 's'), 0);
		fanOut.send(tick({ delta: 'd2' }, 's'), 0);
		expect(wire.written).toEqual(['h', 's', 'd2']);
	});

	it('skips who is behind, and gives a snapshot when all is taken', () => {
		const { fanOut, counts, join } = aFanOut();
		const [slow, quick] = [join(), join()];
		slow.wire.writableLength = LIMIT + 1;
		for (const at of [0, 250]) fanOut.send(tick({ delta: `d${at}` }, 's'), at);
		slow.wire.writableLength = 1;
		fanOut.send(tick({ delta: 'd500' }, 's'), 500);
		slow.wire.writableLength = 0;
		fanOut.send(tick({ delta: 'd750' }, 's'), 750);
		fanOut.send(tick({ delta: 'd1000' }, 's'), 1_000);
		expect(slow.wire.written).toEqual(['s', 'd1000']);
		expect(quick.wire.written).toEqual(['d0', 'd250', 'd500', 'd750', 'd1000']);
		expect(counts).toEqual({ skipped: 3, cut: 0 });
	});

	it('cuts who stays behind for too long, also when nothing is said', () => {
		const { fanOut, counts, join } = aFanOut();
		const { wire } = join();
		wire.writableLength = LIMIT + 1;
		fanOut.send(tick({ delta: 'd' }), 0);
		fanOut.send(tick(), CUT_MS);
		expect(wire.writable).toBe(true);
		fanOut.send(tick(), CUT_MS + 1);
		expect([wire.writable, counts.cut]).toEqual([false, 1]);
	});

	it('does not overtake what Socket.IO has queued', () => {
		const { fanOut, join } = aFanOut();
		const { wire, viewer, connection } = join();
		connection.writeBuffer.push('40');
		fanOut.send(tick({ delta: 'd' }, 's'), 0);
		expect([wire.written, viewer.needsSnapshot]).toEqual([[], true]);
		connection.writeBuffer.pop();
		fanOut.send(tick({}, 's'), 1);
		expect(wire.written).toEqual(['s']);
	});

	it('leaves a wire alone that has ended', () => {
		const { fanOut, join } = aFanOut();
		const { wire } = join();
		wire.writable = false;
		fanOut.send(tick({ delta: 'd' }), 0);
		expect(wire.written).toEqual([]);
	});
});
