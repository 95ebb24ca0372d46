// What an intake costs at least: node:http, the same validation, the same answer.
import { vaccinationInput } from '@canario/contracts/vaccination';
import { serve } from './serve.ts';

await serve((request, response) => {
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	request.on('end', () => {
		const parsed = vaccinationInput.safeParse(JSON.parse(Buffer.concat(chunks).toString()));
		const status = parsed.success ? 201 : 400;
		const answer = JSON.stringify({ id: 'the id', lane: 'blue', outcome: 'stored' });
		response.writeHead(status, {
			'content-type': 'application/json; charset=utf-8',
			'content-length': Buffer.byteLength(answer),
			'x-canario-lane': 'blue',
		});
		response.end(answer);
	});
});
