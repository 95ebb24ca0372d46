import { networkInterfaces } from 'node:os';

/** Base of the fixed ports, which others can rely on. */
const DEFAULT_BASE = 3000;

/** All that the platform listens on: the port, the environment key by which a service is told it, and whose it is. */
const TABLE = {
	web: { port: 3000, key: 'WEB_PORT', service: 'web' },
	realtime: { port: 3003, key: 'REALTIME_PORT', service: 'realtime-ws' },
	entry: { port: 3050, key: 'ENTRY_PORT', service: 'dummy-splitter' },
	blue: { port: 3051, key: 'BLUE_HTTP_PORT', service: 'blue-grpc' },
	green: { port: 3052, key: 'GREEN_PORT', service: 'green-redis' },
	subscriber: { port: 3053, key: 'SUBSCRIBER_PORT', service: 'subscriber' },
	canary: { port: 3054, key: 'CANARY_PORT', service: 'canary-controller' },
	admin: { port: 3060, key: 'ADMIN_PORT', service: "dummy-splitter's admin listener" },
	grpc: { port: 50_051, key: 'BLUE_GRPC_PORT', service: 'blue-grpc (gRPC)' },
} as const;

export type PortName = keyof typeof TABLE;
export type Ports = Readonly<Record<PortName, number>>;

/** Whose port it is, for people. */
export const listenerOf = (name: PortName): string => TABLE[name].service;

/** Where gRPC goes when the ports are moved: 50051 is too far from the others to move with them. */
const MOVED_GRPC = 70;

/** All ports; another base than 3000 moves all of them by the same distance, and gRPC to base + 70. */
export function portsFrom(base: number = DEFAULT_BASE): Ports {
	const moved = Object.entries(TABLE).map(([name, { port }]) => [name, port - DEFAULT_BASE + base]);
	const ports = Object.fromEntries(moved) as Ports;
	return base === DEFAULT_BASE ? ports : { ...ports, grpc: base + MOVED_GRPC };
}

/** The ports as the environment of the services. */
export function portEnvironment(ports: Ports): Record<string, string> {
	return Object.fromEntries(
		Object.entries(TABLE).map(([name, { key }]) => [key, `${ports[name as PortName]}`]),
	);
}

const EVERY_ADDRESS: ReadonlySet<string> = new Set(['::', '0.0.0.0']);

/** URL of what listens on `host`, for people: "every address" is none that a browser could open. */
export const openUrl = (host: string, port: number) =>
	httpUrl(EVERY_ADDRESS.has(host) ? 'localhost' : host, port);

/**
 * Origins of a page on `port` of `host`, as a browser may name them: by loopback's names, and by the host's own,
 * which for "every address" are all that this machine has.
 */
export function originsOf(host: string, port: number): readonly string[] {
	const own = EVERY_ADDRESS.has(host)
		? Object.values(networkInterfaces()).flatMap((addresses) =>
				(addresses ?? []).map(({ address }) => address),
			)
		: [host];
	return [...new Set(['localhost', '127.0.0.1', ...own].map((name) => httpUrl(name, port)))];
}

/** URL of what listens on `host`; an IPv6 address stands in brackets there. */
export const httpUrl = (host: string, port: number) =>
	`http://${host.includes(':') ? `[${host}]` : host}:${port}`;
