import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { ServiceError } from '@canario/service-kit/service-error';
import type { Place } from '../admin-client.ts';
import { readPlatformFile } from '../platform-file.ts';
import { readSnapshot } from '../up/snapshot.ts';

export interface StatsPlace extends Place {
	/** URL of realtime-ws; else that of the platform that runs from `data`. */
	readonly stats?: string;
}

/** The statistics of now; undefined where nobody says where they are, or they do not answer. */
export async function presentFigures({
	stats,
	target,
	data,
}: StatsPlace): Promise<StatsSnapshot | undefined> {
	// the statistics of a platform that is named by its admin listener are somewhere else
	if (stats === undefined && target !== undefined) return undefined;
	try {
		return await readSnapshot(stats ?? readPlatformFile(data).urls.stats);
	} catch (error) {
		if (error instanceof ServiceError) return undefined;
		throw error;
	}
}
