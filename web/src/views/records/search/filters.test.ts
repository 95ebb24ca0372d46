import { recordsQuery } from '@canario/contracts/records-page';
import { expect, test } from 'vitest';
import { type Filters, filtersOf, requestOf, searchOf } from './filters.ts';

const all: Filters = {
	lane: 'green',
	department: '17',
	vaccine: 'Sputnik V',
	dose: 2,
	ageGroup: 'elders',
	source: 'traffic',
	period: '1h',
};

test('a shared link brings back the filters', () => {
	expect(filtersOf(searchOf(all))).toEqual(all);
	expect(searchOf({})).toBe('');
	expect(filtersOf('')).toEqual({});
});

test('a link with what is not there opens without it', () => {
	expect(filtersOf('?lane=red&department=99&dose=two&age=old&period=7y&lane=blue&x=1')).toEqual({});
	expect(filtersOf('?lane=blue&dose=0')).toEqual({ lane: 'blue' });
});

test('the place in the records is kept beside the filters', () => {
	expect(searchOf({ lane: 'blue' }, 'abc')).toBe('?lane=blue&cursor=abc');
	expect(filtersOf('?lane=blue&cursor=abc')).toEqual({ lane: 'blue' });
});

test('the request is one that the feed takes, with the period as an instant', () => {
	const request = requestOf(all, { cursor: 'abc', limit: 50, nowMs: 4_000_000.7 });
	expect(recordsQuery.parse(Object.fromEntries(new URLSearchParams(request)))).toEqual({
		lane: 'green',
		department: '17',
		vaccine: 'Sputnik V',
		dose: 2,
		ageGroup: 'elders',
		source: 'traffic',
		from: 400_000,
		cursor: 'abc',
		limit: 50,
	});
	expect(requestOf({}, { limit: 50, nowMs: 0 })).toBe('?limit=50');
});
