// A platform without batches, in the students' original design: one process for each role, or all in one.
import type { Express } from 'express';
import { listenOn, serve } from '../serve.ts';
import { blue } from './blue.ts';
import type { Policy } from './connections.ts';
import { embeddedStores } from './embedded-stores.ts';
import { entry } from './entry.ts';
import { green, subscriber } from './green.ts';
import { serverStores } from './server-stores.ts';

/** What bench/src/scenarios hands over. */
export type Settings = { readonly policy: Policy } & (
	| { readonly role: 'all'; readonly dir: string }
	| { readonly role: 'entry'; readonly ports: { readonly blue: number; readonly green: number } }
	| {
			readonly role: 'blue' | 'green' | 'subscriber';
			readonly mongodbUrl: string;
			readonly redisUrl: string;
	  }
);

const settings = JSON.parse(process.argv[2] ?? '') as Settings;
await serve(await appOf(settings));

async function appOf(told: Settings): Promise<Express> {
	if (told.role === 'entry') return entry(told.ports);
	if (told.role === 'all') return all(told.policy, told.dir);
	const stores = serverStores(told.policy, told);
	if (told.role === 'blue') return blue(told.policy, stores);
	return told.role === 'green' ? green(stores) : subscriber(stores);
}

/** Everything in this process, which still speaks HTTP and gRPC to itself. */
async function all(policy: Policy, dir: string): Promise<Express> {
	const stores = embeddedStores(policy, dir);
	const lanes = { blue: await listenOn(await blue(policy, stores)), green: await listenOn(green(stores)) };
	const app = entry(lanes);
	app.use(subscriber(stores));
	return app;
}
