import { describe, expect, it } from 'vitest';
import { httpUrl, originsOf, portEnvironment, portsFrom } from './ports.ts';
import { environmentOf, urlsOf } from './services.ts';

describe('ports', () => {
	it('are the fixed ones, or all moved', () => {
		expect(portsFrom()).toMatchObject({
			web: 3000,
			entry: 3050,
			blue: 3051,
			grpc: 50_051,
			admin: 3060,
			realtime: 3003,
		});
		const moved = portsFrom(4000);
		expect(moved).toMatchObject({
			web: 4000,
			entry: 4050,
			blue: 4051,
			grpc: 4070,
			admin: 4060,
			realtime: 4003,
		});
		expect(new Set(Object.values(moved)).size).toBe(Object.values(moved).length);
	});

	it('are told to the services by their keys', () => {
		expect(portEnvironment(portsFrom(4000))).toEqual({
			WEB_PORT: '4000',
			REALTIME_PORT: '4003',
			ENTRY_PORT: '4050',
			BLUE_HTTP_PORT: '4051',
			GREEN_PORT: '4052',
			SUBSCRIBER_PORT: '4053',
			CANARY_PORT: '4054',
			ADMIN_PORT: '4060',
			BLUE_GRPC_PORT: '4070',
		});
	});
});

describe('a URL', () => {
	it('has an IPv6 address in brackets', () => {
		expect(httpUrl('::1', 3050)).toBe('http://[::1]:3050');
		expect(httpUrl('127.0.0.1', 3050)).toBe('http://127.0.0.1:3050');
		const ports = portsFrom();
		expect(urlsOf(ports, '::1').entry).toBe('http://[::1]:3050');
		const wiring = { ports, host: '::1', recordsUrl: '', liveUrl: '', token: '', weights: undefined };
		expect(environmentOf('dummy-splitter', {}, wiring)).toMatchObject({
			HOST: '::1',
			BLUE_URL: 'http://[::1]:3051',
			GREEN_URL: 'http://[::1]:3052',
		});
	});

	it('is one that a browser can open, whatever the host', () => {
		const ports = portsFrom();
		expect(urlsOf(ports, '::').page).toBe('http://localhost:3000');
		expect(urlsOf(ports, '0.0.0.0').stats).toBe('http://localhost:3003');
		expect(urlsOf(ports, '192.0.2.7').page).toBe('http://192.0.2.7:3000');
	});

	it('of the page is let in by the feed, by each name that it may have', () => {
		expect(originsOf('192.0.2.7', 3000)).toEqual([
			'http://localhost:3000',
			'http://127.0.0.1:3000',
			'http://192.0.2.7:3000',
		]);
		expect(originsOf('0.0.0.0', 3000)).not.toContain('http://0.0.0.0:3000');
	});

	const wiring = {
		ports: portsFrom(),
		host: '::',
		recordsUrl: '',
		liveUrl: '',
		token: '',
		weights: undefined,
	};

	it('of the feed is told to the page for whatever host it is opened on, unless somebody says otherwise', () => {
		expect(environmentOf('web', {}, wiring)).toMatchObject({ FEED_URL: 'http://*:3003' });
		expect(environmentOf('web', { FEED_URL: 'https://feed' }, wiring)).toMatchObject({
			FEED_URL: 'https://feed',
		});
	});

	it('of the repository is told to the page where it is known, unless somebody says otherwise', () => {
		const known = { ...wiring, repositoryUrl: 'https://code.example/canario' };
		expect(environmentOf('web', {}, wiring)).not.toHaveProperty('REPOSITORY_URL');
		expect(environmentOf('web', {}, known).REPOSITORY_URL).toBe(known.repositoryUrl);
		expect(environmentOf('web', { REPOSITORY_URL: 'https://other' }, known).REPOSITORY_URL).toBe(
			'https://other',
		);
	});

	it('of the admin listener is told to the page on loopback, elsewhere only where somebody asks for it', () => {
		const urlOn = (host: string, base = {}, operate?: boolean) =>
			environmentOf('web', base, { ...wiring, host, operate }).OPERATE_URL;
		expect(['127.0.0.1', '::1', 'localhost'].map((host) => urlOn(host))).toEqual(
			Array(3).fill('http://127.0.0.1:3060'),
		);
		expect(['::', '0.0.0.0', '192.0.2.7'].map((host) => urlOn(host))).toEqual(Array(3).fill(undefined));
		expect(urlOn('0.0.0.0', {}, true)).toBe('http://127.0.0.1:3060');
		expect(urlOn('127.0.0.1', { OPERATE_URL: '' })).toBe('');
	});
});
