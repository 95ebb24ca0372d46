import type { CanaryReport } from '@canario/contracts/canary/public-canary';
import type { EntryReport, ServiceReport, WriterReport } from '@canario/contracts/service-report';

const WRITERS: ReadonlySet<string> = new Set<WriterReport['service']>(['blue-grpc', 'subscriber']);

/** Those of the entries. */
export const entriesOf = (reports: readonly ServiceReport[]): readonly EntryReport[] =>
	reports.filter((report) => report.service === 'dummy-splitter');

/** Those of the lanes' writers. */
export const writersOf = (reports: readonly ServiceReport[]): readonly WriterReport[] =>
	reports.filter((report): report is WriterReport => WRITERS.has(report.service));

/** That of the canary's controller that leads; right after a change of leaders, the later one. */
export const leaderOf = (reports: readonly ServiceReport[]): CanaryReport | undefined =>
	reports
		.filter((report) => report.service === 'canary-controller')
		.filter(({ leads }) => leads)
		.toSorted((a, b) => b.atMs - a.atMs)[0];
