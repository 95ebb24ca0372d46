import { ServiceError } from '@canario/service-kit/service-error';
import { z } from 'zod';
import type { EntryPod } from './entry-pod.ts';
import type { KubeClient } from './kube-client.ts';

const secretSchema = z.object({ data: z.record(z.string(), z.string()).default({}) });

/**
 * The token that an entry's pod has from its Secret.
 *
 * @throws {ServiceError} `unauthorized` where there is none, or none that this account may read; else as the client.
 */
export async function entryToken(
	client: Pick<KubeClient, 'get'>,
	{ namespace, tokenIn }: EntryPod,
): Promise<string> {
	if (tokenIn === undefined) throw noToken("the entry's pods name no Secret that has one");
	const title = `the Secret ${namespace}/${tokenIn.name}`;
	const place = { collection: `/api/v1/namespaces/${namespace}/secrets`, name: tokenIn.name, title };
	try {
		const { data } = secretSchema.safeParse(await client.get(place));
		const token = Buffer.from(data?.data[tokenIn.key] ?? '', 'base64')
			.toString('utf8')
			.trim();
		if (token) return token;
		throw noToken(`${title} has no ${tokenIn.key}`);
	} catch (error) {
		const code = error instanceof ServiceError ? error.code : 'internal';
		if (code === 'forbidden') throw noToken(`this account may not get ${title}`);
		if (code === 'not_found') throw noToken(`${title}, which the entry's pods name, is not there`);
		throw error;
	}
}

const noToken = (why: string) =>
	new ServiceError('unauthorized', `no token: set CANARIO_TOKEN to one of the entry's; ${why}`);
