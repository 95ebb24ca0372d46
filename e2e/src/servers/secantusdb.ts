import { type PlaceOptions, type PrivateServer, startPrivateServer } from './private-server.ts';
import { mongoAnswers } from './probe.ts';

export interface MongoStandInOptions extends PlaceOptions {
	/** The program; `CANARIO_SECANTUSD`, else what the PATH has. */
	readonly binary?: string;
	/** Further command line arguments, as in `['--standalone']`. */
	readonly args?: readonly string[];
}

/**
 * Starts SecantusDB, which speaks MongoDB's wire protocol over WiredTiger and stands in for mongod in
 * the tests. Writes acknowledged with `j: true` outlive a SIGKILL, others may not.
 */
export function startMongoStandIn(options: MongoStandInOptions = {}): Promise<PrivateServer> {
	const command = options.binary ?? process.env.CANARIO_SECANTUSD ?? 'secantusd-py';
	return startPrivateServer(options, {
		scheme: 'mongodb',
		at: (port, dir) => ({
			name: 'SecantusDB',
			command,
			args: [
				...['--host', '127.0.0.1', '--port', String(port), '--storage-path', dir],
				// A low cap makes single inserts several times slower.
				...['--log-level', 'WARNING', '--oplog-max-entries', '100000000'],
				...(options.args ?? []),
			],
			ready: () => mongoAnswers(port),
		}),
	});
}
