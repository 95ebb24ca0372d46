import type { AddressInfo } from 'node:net';
import { documentOf, type Vaccination } from '@canario/contracts/vaccination';
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from '@grpc/grpc-js';
import express, { type Express } from 'express';
import { connections, type Policy } from './connections.ts';
import { connectRecorder, RecorderService, storeOne } from './grpc.ts';
import type { PeerStores } from './stores.ts';

type Call = ServerUnaryCall<{ vaccinations: [Vaccination] }, object>;

/** A blue lane that makes a unary call for each vaccination, and stores each for itself. */
export async function blue(policy: Policy, { insert, count }: PeerStores): Promise<Express> {
	const server = new Server();
	server.addService(RecorderService.service, {
		async storeVaccinations({ request }: Call, done: sendUnaryData<object>) {
			try {
				const document = documentOf(request.vaccinations[0], 'blue', Date.now());
				await insert(document);
				await count(document);
				done(null, { outcomes: ['OUTCOME_STORED'] });
			} catch (error) {
				done(error as Error);
			}
		},
	});
	const address = `127.0.0.1:${await bind(server)}`;
	const withRecorder = connections(
		policy,
		async () => connectRecorder(address),
		(client) => client.close(),
	);
	const app = express();
	app.post('/records', express.json(), async (request, response) => {
		await withRecorder((client) => storeOne(client, request.body as Vaccination));
		response.json({ outcome: 'stored' });
	});
	return app;
}

function bind(server: Server): Promise<AddressInfo['port']> {
	return new Promise((done, fail) => {
		server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
			error ? fail(error) : done(port),
		);
	});
}
