// Green's way into Redis without batches: three bare commands for each record, sent together.
import { createClient } from 'redis';
import { HOP } from '../src/legs/hop.ts';
import { workOnDemand } from '../src/legs/work.ts';
import { someVaccination } from '../src/some-vaccination.ts';

const { redisUrl } = JSON.parse(process.argv[2] ?? '') as { redisUrl: string };
const client = await createClient({ url: redisUrl }).connect();
// as many records under way as on the other side
workOnDemand(HOP.underWay * HOP.records, async () => {
	await Promise.all([
		client.xAdd('peer:stream', '*', { v: JSON.stringify(someVaccination()) }),
		client.hIncrBy('peer:books', 'appended', 1),
		client.publish('peer:wake', '1'),
	]);
	return 1;
});
