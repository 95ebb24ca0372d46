// An intake on Express as its guide has it.
import { vaccinationInput } from '@canario/contracts/vaccination';
import express from 'express';
import { serve } from './serve.ts';

const app = express();
app.post('/', express.json(), (request, response) => {
	const parsed = vaccinationInput.safeParse(request.body);
	response
		.status(parsed.success ? 201 : 400)
		.set('x-canario-lane', 'blue')
		.json({ id: 'the id', lane: 'blue', outcome: 'stored' });
});
await serve(app);
