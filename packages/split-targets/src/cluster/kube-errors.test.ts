import { describe, expect, it } from 'vitest';
import { refusal, unreachable } from './kube-errors.ts';

const place = {
	collection: '/apis/gateway.networking.k8s.io/v1/namespaces/shop/httproutes',
	name: 'front',
	title: 'HTTPRoute shop/front',
};
const refused = (status: number, answer: unknown = {}) => refusal(place, 'https://one:6443', status, answer);

describe('refusal', () => {
	it.each([
		[400, 'invalid_input', /refuses this of HTTPRoute shop\/front/],
		[401, 'unauthorized', /https:\/\/one:6443 does not know who asks/],
		[403, 'forbidden', /needs get, patch and watch/],
		[409, 'conflict', /changed meanwhile/],
		[415, 'invalid_input', /refuses this/],
		[422, 'invalid_input', /refuses this/],
		[429, 'unavailable', /answered 429/],
		[500, 'unavailable', /answered 500/],
		[503, 'unavailable', /answered 503/],
	])('gives %i as %s', (status, code, message) => {
		expect(refused(status)).toMatchObject({ code, message: expect.stringMatching(message) });
	});

	it('tells what the server said', () => {
		const said = { message: 'spec.rules: too many', details: { name: 'front' } };
		expect(refused(422, said).message).toContain('HTTPRoute shop/front: spec.rules: too many');
	});

	it('tells an object that is missing from a kind that is not served, which may be served soon', () => {
		expect(refused(404, { details: { name: 'front' } })).toMatchObject({
			...{ code: 'not_found', message: expect.stringMatching(/there is no HTTPRoute shop\/front/) },
		});
		for (const answer of [undefined, {}, { details: {} }]) {
			expect(refused(404, answer)).toMatchObject({
				code: 'unavailable',
				message: expect.stringMatching(/no httproutes of gateway.networking.k8s.io\/v1: install the CRDs/),
			});
		}
	});

	it.each([
		['/apis/split.smi-spec.io/v1alpha2', 'trafficsplits', /no trafficsplits of \S+: install linkerd-smi/],
		['/apis/coordination.k8s.io/v1', 'leases', /no leases of coordination.k8s.io\/v1: it is still starting/],
		['/api/v1', 'secrets', /no secrets of v1: it is still starting/],
	])('names a way out for what %s does not serve', (root, plural, message) => {
		const other = { collection: `${root}/namespaces/shop/${plural}`, name: 'one', title: 'One shop/one' };
		expect(refusal(other, 'https://one', 404, undefined).message).toMatch(message);
	});

	it('tells what else is missing in the words of the server', () => {
		const answer = { message: 'namespaces "shop" not found', details: { name: 'shop', kind: 'namespaces' } };
		expect(refused(404, answer)).toMatchObject({
			code: 'unavailable',
			message: expect.stringMatching(/no place for HTTPRoute shop\/front: namespaces "shop" not found/),
		});
	});

	it('has no list of what is not served', () => {
		const list = { collection: '/apis/linkerd.io/v1alpha2/namespaces/shop', name: 'profiles', title: 'All' };
		expect(refusal(list, 'https://one', 404, undefined).code).toBe('not_found');
	});
});

describe('unreachable', () => {
	it('tells the reason that fetch hides', () => {
		const hidden = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
		const error = unreachable('https://one', hidden);
		expect(error).toMatchObject({ code: 'unavailable', message: expect.stringContaining('ECONNREFUSED') });
	});
});
