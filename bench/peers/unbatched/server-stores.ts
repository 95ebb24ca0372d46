import type { Vaccination } from '@canario/contracts/vaccination';
import { MongoClient } from 'mongodb';
import { createClient } from 'redis';
import { connections, type Policy } from './connections.ts';
import { countersOf, type PeerStores } from './stores.ts';

const STREAM = 'peer:stream';
const GROUP = 'peer';
const CHANNEL = 'peer:wake';
const COUNTERS = 'peer:counters';

interface Urls {
	readonly mongodbUrl: string;
	readonly redisUrl: string;
}

const connectRedis = (url: string) => createClient({ url }).connect();

/** MongoDB and Redis. What listens to the channel keeps its connection under either policy. */
export function serverStores(policy: Policy, { mongodbUrl, redisUrl }: Urls): PeerStores {
	const withMongo = connections(
		policy,
		() => new MongoClient(mongodbUrl, { maxPoolSize: 8 }).connect(),
		(client) => client.close(),
	);
	const withRedis = connections(
		policy,
		() => connectRedis(redisUrl),
		(client) => client.close(),
	);
	return {
		insert: (document) =>
			withMongo(async (client) => {
				const documents = client.db('peer').collection<{ _id: string }>('vaccinations');
				const { id, ...fields } = document;
				await documents.insertOne({ _id: id, ...fields }, { writeConcern: { w: 'majority', journal: true } });
			}),
		count: (document) =>
			withRedis(async (client) => {
				await Promise.all(countersOf(document).map((counter) => client.hIncrBy(COUNTERS, counter, 1)));
			}),
		append: (vaccination) =>
			withRedis(async (client) => {
				await client.xAdd(STREAM, '*', { v: JSON.stringify(vaccination) });
				await client.publish(CHANNEL, '1');
			}),
		consume: (store) => consume(redisUrl, store),
		waiting: () => withRedis((client) => client.xLen(STREAM)),
	};
}

async function consume(url: string, store: (vaccination: Vaccination) => Promise<void>): Promise<never> {
	const reader = await connectRedis(url);
	const listener = await connectRedis(url);
	await reader.xGroupCreate(STREAM, GROUP, '0', { MKSTREAM: true });
	let wake = () => {};
	await listener.subscribe(CHANNEL, () => wake());
	for (;;) {
		// asked for before looking, so that what comes while looking is not missed
		const woken = new Promise<void>((resolve) => {
			wake = resolve;
		});
		const entry = (await reader.xReadGroup(GROUP, 'one', { key: STREAM, id: '>' }, { COUNT: 1 }))?.[0]
			?.messages[0];
		if (entry === undefined) {
			await woken;
			continue;
		}
		await store(JSON.parse(entry.message.v ?? '') as Vaccination);
		await reader.xAck(STREAM, GROUP, entry.id);
		await reader.xDel(STREAM, entry.id);
	}
}
