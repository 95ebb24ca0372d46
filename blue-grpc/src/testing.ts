import { createServer } from 'node:net';
import { admit, type Vaccination } from '@canario/contracts/vaccination';
import { createLog } from '@canario/service-kit/log';
import type { RecordOutcome } from './domain/recorder.ts';
import { type RecorderServer, startRecorderServer } from './grpc/recorder-server.ts';

export const SILENT = createLog('test', { level: 'silent', file: undefined });

/** A vaccination that the entry might have let in. */
export function vaccination(id: string, over: Partial<Vaccination> = {}): Vaccination {
	const sent = { name: 'Ana', location: 'Petén', age: 30, vaccine_type: 'Moderna', n_dose: 1 };
	return { ...admit(sent, id, 1_000), ...over };
}

/** `count` vaccinations whose ids begin with `prefix`. */
export function vaccinations(count: number, prefix = 'v'): readonly Vaccination[] {
	return Array.from({ length: count }, (_, index) => vaccination(`${prefix}${index}`));
}

/** A loopback port that is free, now. */
export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (address === null || typeof address === 'string') throw new Error('not a TCP port');
	return address.port;
}

type Record = (vaccinations: readonly Vaccination[]) => Promise<readonly RecordOutcome[]>;

/** A real gRPC server on loopback whose vaccinations go to `record`. */
export function serverWith(record: Record, port = 0): Promise<RecorderServer> {
	return startRecorderServer({
		host: '127.0.0.1',
		port,
		record,
		isServing: async () => true,
		log: SILENT,
	});
}
