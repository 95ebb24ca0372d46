import type { RequestHandler } from 'express';
import { feedAddress } from './feed-address.ts';

const STRANGERS = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()';

/** What the page may load, and from where: its own files, the feed, who signs operators in. Nothing inline, nobody else's. */
function contentSecurityPolicy(feedOrigin: string, signIn: readonly string[]): string {
	// a policy cannot name an IPv6 address: its port has to do
	const feed = feedOrigin.replace(/\[.*\]/, '*');
	return [
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self'",
		"img-src 'self' data:",
		"font-src 'self'",
		['connect-src', "'self'", feed, feed.replace(/^http/, 'ws'), ...signIn].join(' '),
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	].join('; ');
}

interface Options {
	readonly feedUrl: string;
	/** Origins that the page asks for tokens: the identity provider's, and where else it has endpoints. */
	readonly signIn: readonly string[];
}

/** Headers of every answer. */
export function securityHeaders({ feedUrl, signIn }: Options): RequestHandler {
	return (request, response, next) => {
		const feed = feedAddress(feedUrl, request.headers.host);
		response.set({
			'Content-Security-Policy': contentSecurityPolicy(feed, signIn),
			'X-Content-Type-Options': 'nosniff',
			'Referrer-Policy': 'no-referrer',
			'Permissions-Policy': STRANGERS,
		});
		next();
	};
}
