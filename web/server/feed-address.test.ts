import { expect, it } from 'vitest';
import { feedAddress } from './feed-address.ts';

it.each([
	['http://*:3003', 'localhost:3000', 'http://localhost:3003'],
	['http://*:3003', '192.168.1.9:3000', 'http://192.168.1.9:3003'],
	['http://*:3003', '[::1]:3000', 'http://[::1]:3003'],
	['https://*', 'canario.example', 'https://canario.example'],
	['http://*:3003', "evil; script-src 'unsafe-inline'", 'http://localhost:3003'],
	['http://*:3003', undefined, 'http://localhost:3003'],
	['https://feed.example/', 'canario.example', 'https://feed.example'],
])('the feed %s of a page at %s is at %s', (feedUrl, host, address) => {
	expect(feedAddress(feedUrl, host)).toBe(address);
});
