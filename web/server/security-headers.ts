import type { RequestHandler } from 'express';
import { feedAddress } from './feed-address.ts';

const STRANGERS = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()';

/** What the page may load, and from where: its own files, and the feed. Nothing inline, nobody else's. */
function contentSecurityPolicy(feedOrigin: string): string {
	// a policy cannot name an IPv6 address: its port has to do
	const feed = feedOrigin.replace(/\[.*\]/, '*');
	return [
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self'",
		"img-src 'self' data:",
		"font-src 'self'",
		`connect-src 'self' ${feed} ${feed.replace(/^http/, 'ws')}`,
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	].join('; ');
}

/** Headers of every answer. */
export function securityHeaders(feedUrl: string): RequestHandler {
	return (request, response, next) => {
		response.set({
			'Content-Security-Policy': contentSecurityPolicy(feedAddress(feedUrl, request.headers.host)),
			'X-Content-Type-Options': 'nosniff',
			'Referrer-Policy': 'no-referrer',
			'Permissions-Policy': STRANGERS,
		});
		next();
	};
}
