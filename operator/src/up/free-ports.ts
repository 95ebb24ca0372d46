import { once } from 'node:events';
import { createServer } from 'node:net';
import { ServiceError } from '@canario/service-kit/service-error';
import { listenerOf, type PortName, type Ports, portsFrom } from './ports.ts';

const LOOPBACK = '127.0.0.1';

/**
 * Makes sure that every port can be listened on.
 *
 * @throws {ServiceError} `unavailable` naming every port that cannot, with the way out.
 */
export async function refuseUsedPorts(ports: Ports, host: string): Promise<void> {
	const used: string[] = [];
	for (const [name, port] of Object.entries(ports) as [PortName, number][]) {
		if (!(await isFree(port, name === 'admin' ? LOOPBACK : host))) used.push(`${port} (${listenerOf(name)})`);
	}
	if (used.length === 0) return;
	throw new ServiceError(
		'unavailable',
		`in use: port ${used.join(', ')}; stop what listens there, or move all ports with --port-base, for example --port-base 4000`,
	);
}

/**
 * A loopback port that nothing listens on just now. Systems give outgoing connections higher ones, so it is still free when
 * it is listened on a moment later.
 */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = 10_000 + Math.floor(Math.random() * 5_000);
		if (await isFree(port, LOOPBACK)) return port;
	}
}

/** A base for `portsFrom` whose ports are all free just now, above those that people use. */
export async function freePortBase(host = LOOPBACK): Promise<number> {
	for (;;) {
		const base = 20_000 + 100 * Math.floor(Math.random() * 120);
		const free = await Promise.all(Object.values(portsFrom(base)).map((port) => isFree(port, host)));
		if (free.every(Boolean)) return base;
	}
}

const isFree = (port: number, host: string) =>
	listenOnce(port, host).then(
		() => true,
		() => false,
	);

/** Listens and closes again. */
async function listenOnce(port: number, host: string): Promise<void> {
	const server = createServer().listen(port, host);
	await once(server, 'listening');
	server.close();
	await once(server, 'close');
}
