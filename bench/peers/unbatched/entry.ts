import { admit, vaccinationInput } from '@canario/contracts/vaccination';
import express, { type Express } from 'express';
import { Pool } from 'undici';
import { v7 } from 'uuid';

/** Where the lanes listen. */
interface Lanes {
	readonly blue: number;
	readonly green: number;
}

/** An entry that validates as Canario's does, and hands each vaccination on by a request of its own. */
export function entry(ports: Lanes): Express {
	const pools = {
		blue: new Pool(`http://127.0.0.1:${ports.blue}`, { connections: 64 }),
		green: new Pool(`http://127.0.0.1:${ports.green}`, { connections: 64 }),
	};
	let turn = 0;
	const app = express();
	app.post('/', express.json(), async (request, response) => {
		const parsed = vaccinationInput.safeParse(request.body);
		if (!parsed.success) {
			response.status(400).json({ errors: parsed.error.issues });
			return;
		}
		const vaccination = admit(parsed.data, v7(), Date.now());
		turn += 1;
		const lane = turn % 2 === 0 ? 'blue' : 'green';
		const answer = await pools[lane].request({
			path: '/records',
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(vaccination),
		});
		const { outcome } = (await answer.body.json()) as { outcome?: string };
		const status = outcome === 'stored' ? 201 : outcome === 'accepted' ? 202 : 503;
		response.status(status).set('x-canario-lane', lane).json({ id: vaccination.id, lane, outcome });
	});
	return app;
}
