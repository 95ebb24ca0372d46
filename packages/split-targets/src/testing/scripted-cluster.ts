import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { clientFrames, serverFrame } from './web-socket-frames.ts';

const PATH = '/api/v1/namespaces/shop';
const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** An entry's pod as an API server lists it. */
export const entryPod = (name: string, over: { readonly ready?: boolean; readonly env?: object[] } = {}) => ({
	metadata: { name },
	spec: {
		containers: [
			{
				name: 'dummy-splitter',
				ports: [{ name: 'admin', containerPort: 3061 }],
				env: over.env ?? [
					{
						name: 'CANARIO_TOKEN',
						valueFrom: { secretKeyRef: { name: 'canario-token', key: 'CANARIO_TOKEN' } },
					},
				],
			},
		],
	},
	status: { conditions: [{ type: 'Ready', status: over.ready === false ? 'False' : 'True' }] },
});

/**
 * An API server that has entry pods, their Secret, and forwards ports as a kubelet does, to a port of this machine: what
 * the test says in `world`.
 */
export async function startScriptedCluster(port: number) {
	const world = {
		pods: [entryPod('entry-1')],
		/** Undefined: there is no Secret. */
		token: 'a-token' as string | undefined,
		/** Statuses instead of answers, and what a pod says instead of its port. */
		refuse: {} as { pods?: number; secrets?: number; forward?: number },
		podSays: undefined as string | undefined,
		port,
	};
	const asked: string[] = [];
	const wires = new Set<Duplex>();
	const answerTo = (url: string): { status: number; body: object } => {
		const kind = url.startsWith(`${PATH}/pods?`) ? 'pods' : 'secrets';
		const refused = world.refuse[kind] ?? (kind === 'secrets' && !world.token ? 404 : undefined);
		if (refused) return { status: refused, body: { code: refused, details: { name: 'canario-token' } } };
		if (kind === 'pods') return { status: 200, body: { items: world.pods } };
		const data = { CANARIO_TOKEN: Buffer.from(`${world.token}\n`).toString('base64') };
		return { status: 200, body: { data } };
	};
	const server = createServer((request, response) => {
		asked.push(request.url ?? '');
		const { status, body } = answerTo(request.url ?? '');
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	});
	server.on('upgrade', (request: IncomingMessage, wire: Duplex) => {
		asked.push(request.url ?? '');
		wires.add(wire);
		wire.on('error', () => {}).once('end', () => wire.end());
		wire.once('close', () => wires.delete(wire));
		if (world.refuse.forward) return void wire.end(`HTTP/1.1 ${world.refuse.forward} No\r\n\r\n`);
		accept(request, wire);
		forward(wire, world.port, world.podSays);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		url,
		world,
		/** Every path that was asked for, upgrades too. */
		asked,
		/** Connections that are forwarded just now. */
		wires,
		/** Writes a kubeconfig that leads here; gives its path. */
		kubeconfig(folder: string): string {
			const file = join(folder, 'kubeconfig');
			const config = {
				clusters: [{ name: 'one', cluster: { server: url, 'insecure-skip-tls-verify': true } }],
				users: [{ name: 'me', user: {} }],
				contexts: [{ name: 'one', context: { cluster: 'one', user: 'me', namespace: 'shop' } }],
				'current-context': 'one',
			};
			writeFileSync(file, JSON.stringify(config));
			return file;
		},
		async close() {
			for (const wire of wires) wire.destroy();
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

function accept(request: IncomingMessage, wire: Duplex): void {
	const key = createHash('sha1').update(`${request.headers['sec-websocket-key']}${MAGIC}`).digest('base64');
	wire.write(
		`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\nSec-WebSocket-Protocol: v4.channel.k8s.io\r\n\r\n`,
	);
}

/** Channel 0 has the data, channel 1 what went wrong; each begins with the port's number. */
function forward(wire: Duplex, port: number, says: string | undefined): void {
	const word = Buffer.alloc(2);
	word.writeUInt16LE(3061);
	const tell = (channel: number, data: Buffer) =>
		wire.write(serverFrame(Buffer.concat([Buffer.from([channel]), data])));
	tell(0, word);
	tell(1, word);
	if (says !== undefined) return void tell(1, Buffer.from(says));
	const pod = connect(port, '127.0.0.1');
	pod.on('data', (data: Buffer) => tell(0, data));
	pod.on('error', () => {}).once('close', () => wire.end());
	wire.once('close', () => pod.destroy());
	const frames = clientFrames((data) => void pod.write(data.subarray(1)));
	wire.on('data', frames);
}
