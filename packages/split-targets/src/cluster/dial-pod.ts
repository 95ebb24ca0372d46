import type { Socket } from 'node:net';
import { Writable } from 'node:stream';
import { ServiceError } from '@canario/service-kit/service-error';
import { type KubeConfig, PortForward } from '@kubernetes/client-node';
import type { EntryPod } from './entry-pod.ts';

/**
 * Joins a local connection with a port of a pod. Resolves once they are joined; `onTrouble` hears what the pod's side
 * says went wrong after that. Rejects with ServiceError.
 */
export type DialPod = (
	socket: Socket,
	pod: Pick<EntryPod, 'namespace' | 'name' | 'port'>,
	onTrouble: (trouble: ServiceError) => void,
) => Promise<void>;

type Wire = Exclude<Awaited<ReturnType<PortForward['portForward']>>, () => unknown>;

/** Dials by port forwarding, through the API server of `config`. */
export function podDialer(config: KubeConfig): DialPod {
	const forward = new PortForward(config);
	return async (socket, pod, onTrouble) => {
		const errors = new Writable({
			write(chunk: Buffer, _encoding, done) {
				// the stream begins with a word of no length
				if (chunk.length > 0) {
					onTrouble(unanswered(pod, chunk.toString('utf8')));
					socket.destroy();
				}
				done();
			},
		});
		const wire = await joined(forward, socket, pod, errors).catch((cause: unknown) => {
			throw refused(pod, config.getCurrentCluster()?.server ?? '', cause);
		});
		wire.addEventListener('close', () => socket.end());
		// its closing handshake may take half a minute with a server that is gone
		socket.once('close', () => wire.terminate());
		if (socket.destroyed) wire.terminate();
	};
}

async function joined(
	forward: PortForward,
	socket: Socket,
	{ namespace, name, port }: Parameters<DialPod>[1],
	errors: Writable,
): Promise<Wire> {
	// without retries it is the connection itself
	return (await forward.portForward(namespace, name, [port], socket, errors, socket)) as Wire;
}

const titleOf = ({ namespace, name }: Parameters<DialPod>[1]) => `the pod ${namespace}/${name}`;

function unanswered(pod: Parameters<DialPod>[1], said: string): ServiceError {
	return new ServiceError(
		'unavailable',
		`${titleOf(pod)} does not answer at its admin port ${pod.port}: ${said.trim()}`,
	);
}

/** What a failed handshake says: it has a status, or no answer at all. */
function refused(pod: Parameters<DialPod>[1], server: string, event: unknown): ServiceError {
	const { message = '', error } = event as { readonly message?: string; readonly error?: unknown };
	const cause = error ?? event;
	switch (/server response: (\d{3})/.exec(message)?.[1] ?? '') {
		case '401':
			return new ServiceError('unauthorized', `the API server at ${server} does not know who asks`, {
				cause,
			});
		case '403':
			return new ServiceError(
				'forbidden',
				`no right to forward a port to ${titleOf(pod)}: operators need get and create on pods/portforward there (docs/canary.md has a role)`,
				{ cause },
			);
		default:
			return new ServiceError(
				'unavailable',
				`the API server at ${server} forwards no port to ${titleOf(pod)}: ${message}`,
				{ cause },
			);
	}
}
