import { ServiceError } from '@canario/service-kit/service-error';
import { type AdminCall, adminAt } from '../admin-call.ts';
import type { DialPod } from './dial-pod.ts';
import { readyEntryPod } from './entry-pod.ts';
import { entryToken } from './entry-token.ts';
import type { KubeClient } from './kube-client.ts';
import { openLocalLine } from './local-line.ts';

interface Ports {
	readonly client: Pick<KubeClient, 'get'>;
	readonly dial: DialPod;
	readonly namespace: string;
	/** Else that of the Secret which the entry's pods have it from. */
	readonly token: string | undefined;
}

/** A way to an admin listener, for the time of a command. */
export interface AdminLine {
	readonly call: AdminCall;
	/** Ends what is open; nothing is left behind. */
	close(): Promise<void>;
}

/**
 * A way to the admin listener of an entry in a namespace: each connection goes to a pod that is ready then.
 *
 * @throws {ServiceError} `not_found` without a ready pod, `unauthorized` without a token; else as the client.
 */
export async function openEntryLine({ client, dial, namespace, token }: Ports): Promise<AdminLine> {
	const pod = await readyEntryPod(client, namespace);
	const known = token ?? (await entryToken(client, pod));
	let first: typeof pod | undefined = pod;
	const line = await openLocalLine(async (socket, onTrouble) => {
		const to = first ?? (await readyEntryPod(client, namespace));
		first = undefined;
		await dial(socket, to, onTrouble);
	});
	const admin = adminAt(line.url, known);
	const source = token === undefined ? `the Secret ${pod.tokenIn?.name}` : 'CANARIO_TOKEN';
	return {
		async call(...asked) {
			try {
				return await admin(...asked);
			} catch (error) {
				const code = error instanceof ServiceError ? error.code : 'internal';
				if (code === 'unavailable') throw line.trouble() ?? error;
				if (code !== 'unauthorized') throw error;
				throw new ServiceError(
					'unauthorized',
					`the entry in ${namespace} refuses the token of ${source}: set CANARIO_TOKEN to one that it knows`,
					{ cause: error },
				);
			}
		},
		close: () => line.close(),
	};
}
