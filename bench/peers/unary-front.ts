// A front of the blue lane that makes a unary call for each vaccination, on one channel. It takes the same hops
// as Canario's own and calls the same recorder.
import type { ServerResponse } from 'node:http';
import { hopRequest } from '@canario/contracts/hop';
import { serve } from './serve.ts';
import { connectRecorder, storeOne } from './unbatched/grpc.ts';

const { recorder } = JSON.parse(process.argv[2] ?? '') as { recorder: string };
const client = connectRecorder(recorder);

await serve((request, response) => {
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	request.on('end', () => void answer(Buffer.concat(chunks).toString(), response));
});

async function answer(body: string, response: ServerResponse): Promise<void> {
	const { records } = hopRequest.parse(JSON.parse(body));
	await Promise.all(records.map((record) => storeOne(client, record)));
	const text = JSON.stringify({ lane: 'blue', outcomes: records.map(() => 'stored') });
	response.writeHead(200, {
		'content-type': 'application/json; charset=utf-8',
		'content-length': Buffer.byteLength(text),
		'x-canario-lane': 'blue',
	});
	response.end(text);
}
