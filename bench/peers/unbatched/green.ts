import { documentOf, type Vaccination } from '@canario/contracts/vaccination';
import express, { type Express } from 'express';
import type { PeerStores } from './stores.ts';

/** A green lane that appends and publishes each vaccination for itself. */
export function green({ append }: PeerStores): Express {
	const app = express();
	app.post('/records', express.json(), async (request, response) => {
		await append(request.body as Vaccination);
		response.json({ outcome: 'accepted' });
	});
	return app;
}

/** Green's end: reads, stores, counts and takes out one vaccination after the other. */
export function subscriber({ consume, insert, count, waiting }: PeerStores): Express {
	void consume(async (vaccination) => {
		const document = documentOf(vaccination, 'green', Date.now());
		await insert(document);
		await count(document);
	});
	const app = express();
	app.get('/waiting', async (_request, response) => {
		response.json({ waiting: await waiting() });
	});
	return app;
}
