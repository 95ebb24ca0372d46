import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyMergePatch, mergePatchOf } from './merge-patch.ts';

const value = fc.letrec((tie) => ({
	object: fc.dictionary(fc.string({ maxLength: 3 }), tie('value'), { maxKeys: 4, noNullPrototype: true }),
	value: fc.oneof(
		{ maxDepth: 3 },
		fc.integer(),
		fc.string(),
		fc.boolean(),
		fc.array(fc.integer(), { maxLength: 3 }),
		tie('object'),
	),
}));
const object = value.object as fc.Arbitrary<Record<string, unknown>>;

describe('a merge patch', () => {
	it('makes the one of the other, also when it has travelled as JSON', () => {
		fc.assert(
			fc.property(object, object, (before, after) => {
				const patch = mergePatchOf(before, after) ?? {};
				expect(applyMergePatch(before, JSON.parse(JSON.stringify(patch)))).toEqual(after);
			}),
		);
	});

	it('is none between equals', () => {
		fc.assert(
			fc.property(object, (same) => {
				expect(mergePatchOf(same, structuredClone(same))).toBeUndefined();
			}),
		);
	});

	it('names only what changed', () => {
		const before = { a: { b: 1, c: 2 }, list: [1, 2], gone: true };
		expect(mergePatchOf(before, { a: { b: 1, c: 3 }, list: [1, 2], fresh: 'x' })).toEqual({
			a: { c: 3 },
			fresh: 'x',
			gone: null,
		});
	});

	// RFC 7396, appendix A, those without null in the target
	it.each([
		[{ a: 'b' }, { a: 'c' }, { a: 'c' }],
		[{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
		[{ a: 'b' }, { a: null }, {}],
		[{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
		[{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
		[{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
	])('changes %j by %j to %j', (target, patch, result) => {
		expect(applyMergePatch(target, patch)).toEqual(result);
	});
});
