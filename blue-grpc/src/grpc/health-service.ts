import type { Server } from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';

/** How often the status follows what the service says, ms. */
const EVERY_MS = 100;

/** Names by which the status is asked for: the whole server, and its one service. */
const NAMES = ['', 'vaccinations.v1.RecorderService'] as const;

/** gRPC's health service: SERVING while `isServing` says so, asked ten times a second, and never after `close`. */
export function followHealth(isServing: () => Promise<boolean>): {
	addTo(server: Server): void;
	close(): void;
} {
	const health = new HealthImplementation();
	let closed = false;
	let asking = false;
	let shown: boolean | undefined;
	const show = (serving: boolean) => {
		if (serving === shown) return;
		shown = serving;
		for (const name of NAMES) health.setStatus(name, serving ? 'SERVING' : 'NOT_SERVING');
	};
	const ask = async () => {
		if (asking) return;
		asking = true;
		const serving = await isServing().catch(() => false);
		asking = false;
		show(serving && !closed);
	};
	show(false);
	const timer = setInterval(() => void ask(), EVERY_MS);
	return {
		addTo: (server) => health.addToServer(server),
		close() {
			closed = true;
			clearInterval(timer);
			show(false);
		},
	};
}
