import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/**
 * Who asks, for limits: the TCP peer, or what the trusted proxies wrote. IPv6 addresses of one /64 are one, for
 * one household has as many as it likes.
 *
 * @param hops number of proxies in front that append to `X-Forwarded-For`; what stands further left is anybody's word.
 */
export function addressOf(request: Pick<IncomingMessage, 'headers' | 'socket'>, hops: number): string {
	const peer = request.socket.remoteAddress ?? '';
	if (hops === 0) return normal(peer);
	const header = request.headers['x-forwarded-for'];
	const told = (Array.isArray(header) ? header.join(',') : (header ?? ''))
		.split(',')
		.map((one) => one.trim());
	return normal(told.at(-hops) || told[0] || peer);
}

/** Whether an address is this machine's own: the machine itself, or a proxy in front that says nothing. */
export const isLoopback = (address: string) => address.startsWith('127.') || address === '::1';

function normal(address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');
	if (!isIPv6(plain) || plain === '::1') return plain.slice(0, 64);
	const [head = '', tail] = plain.split('::');
	const groups = head === '' ? [] : head.split(':');
	const rest = tail === undefined || tail === '' ? [] : tail.split(':');
	const zeros = tail === undefined ? 0 : 8 - groups.length - rest.length;
	const all = [...groups, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...rest];
	return `${all
		.slice(0, 4)
		.map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
		.join(':')}::/64`;
}
