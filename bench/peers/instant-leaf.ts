// A leaf that answers at once: a hop of Canario's (a batch) as well as a single vaccination that nginx passes on.
import { HOP_PATH } from '@canario/contracts/hop';
import { serve } from './serve.ts';

const { lane } = JSON.parse(process.argv[2] ?? '') as { lane: 'blue' | 'green' };
const outcome = lane === 'blue' ? 'stored' : 'accepted';
const single = JSON.stringify({ id: 'the id', lane, outcome });

await serve((request, response) => {
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	request.on('end', () => {
		const isHop = request.url === HOP_PATH && request.method === 'POST';
		const answer = isHop ? hopAnswer(Buffer.concat(chunks).toString()) : single;
		response.writeHead(200, {
			'content-type': 'application/json; charset=utf-8',
			'content-length': Buffer.byteLength(answer),
			'x-canario-lane': lane,
		});
		response.end(answer);
	});
});

function hopAnswer(body: string): string {
	const { records } = JSON.parse(body) as { records: readonly unknown[] };
	return JSON.stringify({ lane, outcomes: records.map(() => outcome) });
}
