/**
 * Whether a URL's host is among those allowed: by name, or by `*.` and the end of a name; with `:port` it is that
 * port alone. `*` allows all.
 */
export function isAllowedHost(hosts: readonly string[], url: string): boolean {
	const { hostname, host, port, protocol } = new URL(url);
	const withPort = port === '' ? `${host}:${protocol === 'https:' ? 443 : 80}` : host;
	return hosts.some((allowed) => {
		if (allowed === '*') return true;
		const hasPort = /[^:]:\d+$|\]:\d+$/.test(allowed);
		const name = hasPort ? withPort : hostname;
		return allowed.startsWith('*.') ? name.endsWith(allowed.slice(1)) : name === allowed;
	});
}
