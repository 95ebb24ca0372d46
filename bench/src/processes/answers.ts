import { connect } from 'node:net';

/** Whether somebody listens on the port of 127.0.0.1. */
export function listens(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect({ host: '127.0.0.1', port }, () => end(true));
		const end = (answer: boolean) => {
			socket.destroy();
			resolve(answer);
		};
		socket.once('error', () => end(false));
	});
}

/** Whether the service on this port says that it is ready. */
export async function isReady(port: number): Promise<boolean> {
	const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(
		() => undefined,
	);
	await answer?.body?.cancel();
	return answer?.ok ?? false;
}
