/** A host name, an IPv4 address, or an IPv6 address in brackets, and no port. */
const HOST = /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])$/i;

/**
 * The feed's origin for a page that was asked for at `hostHeader`. A feed of `http://*:3003` is on whatever host
 * the page is on: so the page works at every address of the machine.
 */
export function feedAddress(feedUrl: string, hostHeader: string | undefined): string {
	const { protocol, hostname, port, origin } = new URL(feedUrl);
	if (hostname !== '*') return origin;
	const asked = (hostHeader ?? '').replace(/:\d+$/, '');
	return `${protocol}//${HOST.test(asked) ? asked : 'localhost'}${port === '' ? '' : `:${port}`}`;
}
