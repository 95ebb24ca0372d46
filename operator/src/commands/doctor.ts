import { ServiceError } from '@canario/service-kit/service-error';
import { Command } from 'commander';
import { clusterStatus } from '../cluster/cluster-report.ts';
import { clusterText } from '../cluster/cluster-text.ts';
import { lookAtCluster } from '../cluster/look-at-cluster.ts';
import { gatherFacts } from '../toolchain/doctor-facts.ts';
import { doctorRows, doctorStatus, type Row } from '../toolchain/doctor-rows.ts';

const MARKS = { ok: '✓', missing: '✗', busy: '!' } as const;

interface Options {
	readonly json?: boolean;
	readonly cluster?: boolean;
	readonly namespace?: string;
	readonly context?: string;
}

const HELP = `
Exit status: 0, or 1 when something is missing without which nothing works; with --cluster 1 when a split does not do
what it says, or there is none. docs/mesh.md has every trap.

Examples:
  ./canario doctor
  ./canario doctor --cluster --namespace canario`;

/** `./canario doctor`: what this machine has for Canario, or what keeps a cluster's mesh from its split. */
export function doctorCommand(): Command {
	return new Command('doctor')
		.description('tell what is there, what is missing, what that costs you, and how to get it')
		.option('--cluster', 'look for the traps of a mesh in a cluster, and not at this machine')
		.option('--namespace <name>', "of the split (default: the context's)")
		.option('--context <name>', 'of the kubeconfig (default: its current one)')
		.option('--json', 'print what was found as JSON')
		.addHelpText('after', HELP)
		.action(async (options: Options) => {
			const { text, found, status } = options.cluster ? await cluster(options) : await machine(options);
			console.log(options.json ? JSON.stringify(found, undefined, '\t') : text);
			process.exitCode = status;
		});
}

async function machine({ namespace, context }: Options) {
	if ((namespace ?? context) !== undefined) {
		throw new ServiceError('invalid_input', '--namespace and --context are about a cluster: add --cluster');
	}
	const rows = doctorRows(await gatherFacts(process.env));
	return { text: render(rows), found: { rows }, status: doctorStatus(rows) };
}

async function cluster(options: Options) {
	const report = await lookAtCluster(options, process.env);
	return { text: clusterText(report), found: report, status: clusterStatus(report) };
}

/** A line for each thing that is there; what is not is followed by its cost and the way out. */
function render(rows: readonly Row[]): string {
	const width = Math.max(...rows.map(({ name }) => name.length));
	const lines = rows.flatMap(({ state, name, found, cost, wayOut }) => {
		const line = `${MARKS[state]} ${name.padEnd(width)}  ${found || 'missing'}`;
		const indent = ' '.repeat(width + 4);
		return state === 'ok' ? [line] : [line, `${indent}costs you: ${cost}`, `${indent}way out:   ${wayOut}`];
	});
	const lacking = rows.filter(({ state }) => state !== 'ok').length;
	return [
		...lines,
		'',
		lacking === 0 ? 'Everything is there.' : `${lacking} of ${rows.length} are missing or taken.`,
	].join('\n');
}
