import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { build, type OpenedLive } from './live-fixtures.ts';
import { LiveModel } from './live-model.ts';

const consumer = fc.constantFrom('a', 'b', 'c');
const limit = fc.integer({ min: 1, max: 4 });

/** What may happen, as functions, so that a failure prints what did. */
const step = fc.oneof(
	fc.record({
		do: fc.constant('append' as const),
		ids: fc.array(fc.nat(12), { minLength: 1, maxLength: 4 }),
	}),
	fc.record({ do: fc.constant('read' as const), consumer, limit }),
	fc.record({ do: fc.constant('reclaim' as const), consumer, limit }),
	fc.record({ do: fc.constant('store' as const), consumer }),
	fc.record({ do: fc.constant('settle' as const), consumer }),
	fc.record({ do: fc.constant('crash' as const), consumer }),
	fc.record({ do: fc.constant('rebuild' as const) }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function perform(model: LiveModel, taken: Step): Promise<void> {
	switch (taken.do) {
		case 'append':
			return model.append(taken.ids);
		case 'read':
			return model.read(taken.consumer, taken.limit);
		case 'reclaim':
			return model.reclaim(taken.consumer, taken.limit);
		case 'store':
			return model.store(taken.consumer);
		case 'settle':
			return model.settle(taken.consumer);
		case 'crash':
			return model.crash(taken.consumer);
		case 'rebuild':
			return model.rebuild();
		default:
			taken satisfies never;
	}
}

/** That no order of events loses a vaccination, counts one twice or leaves the books open. */
export function describeInterleavings(open: () => Promise<OpenedLive>): void {
	describe('interleavings', () => {
		it('end with closed books and every document counted once', async () => {
			await fc.assert(
				fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
					const opened = await open();
					try {
						await build(opened.live);
						const model = new LiveModel(opened);
						for (const taken of steps) {
							await perform(model, taken);
							const { found, expected } = await model.books();
							expect(found).toEqual(expected);
						}
						await model.drain();
						const { found, expected } = await model.counts();
						expect(found).toEqual(expected);
					} finally {
						await opened.close();
					}
				}),
				{ numRuns: 60, interruptAfterTimeLimit: 10_000, markInterruptAsFailure: false },
			);
		}, 20_000);
	});
}
