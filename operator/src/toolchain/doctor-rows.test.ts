import { describe, expect, it } from 'vitest';
import { portsFrom } from '../up/ports.ts';
import type { Facts } from './doctor-facts.ts';
import { doctorRows, doctorStatus } from './doctor-rows.ts';

const complete: Facts = {
	node: 'v24.21.0',
	npm: '11.0.0',
	git: '2.39.5',
	redisServer: '7.0.15',
	mongod: '8.0.1',
	python: '3.11.7',
	secantusDb: '/cache/secantusd-py',
	locust: '/cache/locust',
	chromium: '156.0.8078.79',
	apiServer: '/cache/api-server',
	kustomize: '/cache/kustomize',
	helm: '/cache/helm',
	redisUrlGiven: false,
	mongodbUrlGiven: false,
	busyPorts: [],
};
const row = (facts: Partial<Facts>, name: string) =>
	doctorRows({ ...complete, ...facts }).find((candidate) => candidate.name === name);

describe('doctorRows', () => {
	it('has nothing to say against a machine that has everything', () => {
		const rows = doctorRows(complete);
		expect(rows.filter(({ state, cost, wayOut }) => state !== 'ok' || cost || wayOut)).toEqual([]);
		expect(doctorStatus(rows)).toBe(0);
	});

	it.each([
		['npm', { npm: undefined }],
		['git', { git: undefined }],
		['redis-server', { redisServer: undefined }],
		['mongod', { mongod: undefined }],
		['Python ≥ 3.10', { python: undefined }],
		['SecantusDB', { secantusDb: undefined }],
		['Locust', { locust: undefined }],
		['Chromium', { chromium: undefined }],
		['API server', { apiServer: undefined }],
		['kustomize', { kustomize: undefined }],
		['Helm 4', { helm: undefined }],
		['port 3050', { busyPorts: [3050] }],
	])('tells what a missing %s costs and how to get it', (name, facts) => {
		const found = row(facts, name);
		expect(found?.state).not.toBe('ok');
		expect(found?.cost).not.toBe('');
		expect(found?.wayOut).not.toBe('');
	});

	it('knows every port of ./canario up, and whose it is', () => {
		const told = doctorRows(complete).flatMap(({ name, found }) =>
			name.startsWith('port ') ? [[name, found]] : [],
		);
		expect(told).toHaveLength(Object.keys(portsFrom()).length);
		expect(told).toContainEqual(['port 3054', 'free for canary-controller']);
	});

	it('takes a store that is given by URL for one that is there', () => {
		expect(row({ redisServer: undefined, redisUrlGiven: true }, 'redis-server')?.found).toBe(
			'REDIS_URL is set',
		);
		expect(row({ mongod: undefined, mongodbUrlGiven: true }, 'mongod')?.found).toBe('MONGODB_URL is set');
	});

	it.each([
		['3.9.18', 'missing'],
		['2.7.18', 'missing'],
		['3.10.0', 'ok'],
		['3.11.7', 'ok'],
		['4.0', 'ok'],
	])('judges Python %s by its numbers: %s', (python, state) => {
		expect(row({ python }, 'Python ≥ 3.10')?.state).toBe(state);
	});
});

describe('doctorStatus', () => {
	it('is 1 only when something essential is missing', () => {
		const bare = {
			npm: undefined,
			git: undefined,
			redisServer: undefined,
			mongod: undefined,
			busyPorts: [3050],
		};
		expect(doctorStatus(doctorRows({ ...complete, ...bare, npm: '11.0.0' }))).toBe(0);
		expect(doctorStatus(doctorRows({ ...complete, npm: undefined }))).toBe(1);
	});
});
