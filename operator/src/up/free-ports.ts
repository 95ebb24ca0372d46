import { once } from 'node:events';
import { createServer } from 'node:net';
import { ServiceError } from '@canario/service-kit/service-error';
import type { Ports } from './ports.ts';

/**
 * Makes sure that every port can be listened on.
 *
 * @throws {ServiceError} `unavailable` naming every port that cannot, with the way out.
 */
export async function refuseUsedPorts(ports: Ports, host: string): Promise<void> {
	const used: string[] = [];
	for (const [name, port] of Object.entries(ports)) {
		if (!(await isFree(port, name === 'admin' ? '127.0.0.1' : host))) used.push(`${port} (${name})`);
	}
	if (used.length === 0) return;
	throw new ServiceError(
		'unavailable',
		`in use: port ${used.join(', ')}; stop what listens there, or move all ports with --port-base, for example --port-base 4000`,
	);
}

async function isFree(port: number, host: string): Promise<boolean> {
	const server = createServer();
	try {
		server.listen(port, host);
		await once(server, 'listening');
	} catch {
		return false;
	}
	server.close();
	await once(server, 'close');
	return true;
}
