import { clientPods } from '@canario/traffic-split/in-cluster/facts';
import { findTraps } from '@canario/traffic-split/in-cluster/find-traps';
import { lookAt, type Reader } from '@canario/traffic-split/in-cluster/look';
import type { Finding } from '@canario/traffic-split/lint/lint';
import { askEntries, type EntryWord } from './ask-entries.ts';

/** What `doctor --cluster` found out. */
export interface ClusterReport {
	/** Address of the API server. */
	readonly server: string;
	readonly namespace: string;
	/** Splits of Services that are there. */
	readonly splits: number;
	/** Pods that call an apex. */
	readonly clients: readonly { readonly name: string; readonly meshed: boolean }[];
	readonly errors: number;
	readonly warnings: number;
	readonly findings: readonly Omit<Finding, 'line'>[];
	/** What the entries say that call an apex. */
	readonly entries: readonly EntryWord[];
	/** What could not be read, and so was not judged. */
	readonly unread: readonly string[];
}

interface Options {
	readonly client: Reader;
	readonly server: string;
	readonly namespace: string;
}

/** Looks for the traps of a mesh in one namespace. Rejects as the client does when the server cannot be asked. */
export async function clusterReport({ client, server, namespace }: Options): Promise<ClusterReport> {
	const look = await lookAt(client, namespace);
	const { splits, findings } = findTraps(look);
	const clients = clientPods(look);
	const errors = findings.filter(({ severity }) => severity === 'error').length;
	return {
		...{ server, namespace, splits, errors, warnings: findings.length - errors },
		clients: clients.map(({ name, meshed }) => ({ name, meshed })),
		findings: findings.map(({ line: _line, ...finding }) => finding),
		entries: await askEntries(client, namespace, clients),
		unread: look.unread.map(({ kind, why }) => `${kind}: ${why}`),
	};
}

/** Exit 1 when something does not do what it says, or nothing is split at all. */
export const clusterStatus = ({ errors, splits, entries }: ClusterReport): 0 | 1 =>
	errors > 0 || splits === 0 || entries.some(({ traps }) => traps.length > 0) ? 1 : 0;
