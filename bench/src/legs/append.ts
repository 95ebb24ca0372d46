// Green's way into Redis as it is: batches, through the adapter.
import { openLive } from '@canario/stores/open-live';
import { someVaccination } from '../some-vaccination.ts';
import { HOP } from './hop.ts';
import { workOnDemand } from './work.ts';

const { redisUrl } = JSON.parse(process.argv[2] ?? '') as { redisUrl: string };
const { stream } = await openLive(redisUrl, { timeoutMs: 5_000 });
workOnDemand(HOP.underWay, async () => {
	await stream.append(Array.from({ length: HOP.records }, someVaccination));
	return HOP.records;
});
