import type { ErrorCode, ServiceError } from '@canario/service-kit/service-error';
import type { LaneStatistics } from '../domain/lane-statistics.ts';

/** Problems whose cause is what a request held. */
const REJECTIONS: ReadonlySet<ErrorCode> = new Set([
	'invalid_input',
	'too_large',
	'unsupported_media_type',
	'conflict',
]);

/** Hears of every problem that was answered, and counts those whose cause is the request. */
export function countRejections(statistics: LaneStatistics): (problem: ServiceError) => void {
	return ({ code }) => {
		if (REJECTIONS.has(code)) statistics.rejected(code);
	};
}
