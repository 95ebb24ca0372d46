import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { addressOf, isLoopback } from './address.ts';

const request = (remoteAddress: string, forwarded?: string) =>
	({
		socket: { remoteAddress },
		headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
	}) as unknown as IncomingMessage;

describe('the address of who asks', () => {
	it.each([
		['the peer', '192.0.2.1', undefined, 0, '192.0.2.1'],
		['the peer, whatever it says of itself', '192.0.2.1', '198.51.100.7', 0, '192.0.2.1'],
		['an IPv4 peer of an IPv6 socket', '::ffff:192.0.2.1', undefined, 0, '192.0.2.1'],
		['what the proxy wrote', '10.0.0.1', '198.51.100.7', 1, '198.51.100.7'],
		['not what stands left of that', '10.0.0.1', '1.1.1.1, 198.51.100.7', 1, '198.51.100.7'],
		['what the outer of two proxies wrote', '10.0.0.1', '1.1.1.1, 198.51.100.7, 10.0.0.2', 2, '198.51.100.7'],
		['the leftmost where fewer proxies wrote', '10.0.0.1', '198.51.100.7', 3, '198.51.100.7'],
		['the peer where no proxy wrote', '10.0.0.1', undefined, 1, '10.0.0.1'],
		['one /64 of IPv6', '2001:db8:0:7:1:2:3:4', undefined, 0, '2001:db8:0:7::/64'],
		['one /64 of IPv6 in its short form', '2001:DB8::0007:1', undefined, 0, '2001:db8:0:0::/64'],
		['the machine itself', '::1', undefined, 0, '::1'],
	])('is %s', (...[, peer, forwarded, hops, address]) => {
		expect(addressOf(request(peer, forwarded), hops)).toBe(address);
	});

	it('tells the machine itself from others', () => {
		expect(['127.0.0.1', '127.8.8.8', '::1', '192.0.2.1'].map(isLoopback)).toEqual([true, true, true, false]);
	});
});
