import {
	DEFAULT_TRAFFIC_FILE,
	readTrafficFile,
	type TrafficRecord,
} from '@canario/operator/traffic/traffic-file';

/** Stands in every name that the tests send, and nowhere else: where it is found, a name has leaked. */
export const PLANTED = 'Xochitlplantada';

/** The project's traffic with the planted name in each record. */
export const PLANTED_TRAFFIC: readonly TrafficRecord[] = readTrafficFile(DEFAULT_TRAFFIC_FILE)
	.slice(0, 500)
	.map((record) => ({ ...record, name: `${PLANTED} ${String(record.name)}` }));
