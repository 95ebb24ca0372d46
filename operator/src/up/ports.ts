/** Fixed ports, so that others can rely on them. */
const DEFAULTS = {
	web: 3000,
	realtime: 3003,
	entry: 3050,
	blue: 3051,
	green: 3052,
	subscriber: 3053,
	admin: 3060,
	grpc: 50_051,
} as const;

export type Ports = Readonly<Record<keyof typeof DEFAULTS, number>>;

const DEFAULT_BASE = DEFAULTS.web;

/** Where gRPC goes when the ports are moved: 50051 is too far from the others to move with them. */
const MOVED_GRPC = 70;

/** All ports; another base than 3000 moves all of them by the same distance, and gRPC to base + 70. */
export function portsFrom(base: number = DEFAULT_BASE): Ports {
	if (base === DEFAULT_BASE) return DEFAULTS;
	const moved = Object.entries(DEFAULTS).map(([name, port]) => [name, port - DEFAULT_BASE + base]);
	return { ...(Object.fromEntries(moved) as Ports), grpc: base + MOVED_GRPC };
}
