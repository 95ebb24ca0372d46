import { ServiceError } from '@canario/service-kit/service-error';
import type { ClusterFacts } from './cluster-facts.ts';
import { sizeFaults, weightFaults } from './lint/weight-faults.ts';
import { thousandthsOf } from './quantity.ts';
import { type Backend, type Dialect, defined, type Split } from './split.ts';
import type { SplitDocument } from './split-document.ts';

/** Something that the converted document does not say any more. */
export interface Loss {
	readonly what: string;
	/** What that changes. */
	readonly effect: string;
	/** Line of the document, where it has one of its own. */
	readonly line?: number;
}

export interface Conversion {
	/** To be rendered in the dialect asked for. */
	readonly split: Split;
	/** Empty where the way back gives the same split again. */
	readonly lost: readonly Loss[];
}

interface Target {
	readonly to: Dialect;
	/** Port of the apex and its leaves, for a route made from a TrafficSplit, which names none. */
	readonly port?: number | undefined;
}

/**
 * What `document` means, in the words of another dialect, and what that dialect has no words for.
 *
 * @throws {ServiceError} `invalid_input` for weights that break a rule, for a route that is several splits, and
 * for a ratio that the dialect cannot hold.
 */
export function convert(document: SplitDocument, { to, port }: Target): Conversion {
	const { split, dialect } = document;
	refuse(document, to);
	const { backends, lost } = convertWeights(split, to);
	const ofGateway = to === 'gateway/v1';
	const keepsMatches = to === 'smi/v1alpha4';
	return {
		split: defined<Split>({
			...split,
			port: ofGateway ? (split.port ?? (dialect === to ? undefined : port)) : undefined,
			matches: keepsMatches ? split.matches : undefined,
			backends: ofGateway ? backends : backends.map(({ service, weight }) => ({ service, weight })),
		}),
		lost: [
			...lost,
			...(keepsMatches ? [] : lostMatches(split)),
			...(ofGateway ? [] : lostPorts(split)),
			...document.leftovers.map(({ path, line, known }) => ({
				what: path,
				line,
				effect: known ? 'a split has no word for it' : 'no field of that name: the API server drops it too',
			})),
		],
	};
}

/** The port of the apex where its Service is among the documents and has one only. */
export function portOfApex({ split }: SplitDocument, { services }: ClusterFacts): number | undefined {
	const apex = services.find(({ name, namespace }) => name === split.apex && namespace === split.namespace);
	return apex?.ports.length === 1 ? apex.ports[0] : undefined;
}

function refuse({ dialect, split, siblings, place }: SplitDocument, to: Dialect): void {
	const at = `${place.file}:${place.line}`;
	if (siblings > 1) {
		throw new ServiceError(
			'invalid_input',
			`${at}: ${split.name} is ${siblings} splits (a parent and a rule each); make it a route for each first`,
		);
	}
	const [fault] = [...weightFaults(split, dialect), ...sizeFaults(split, to)];
	if (fault)
		throw new ServiceError('invalid_input', `${at}: ${split.name}: ${fault.message} (${fault.rule})`);
}

/** Whole weights of the same ratio, where the dialect asks for whole ones or the sum is too large for it. */
function convertWeights(split: Split, to: Dialect): { backends: readonly Backend[]; lost: Loss[] } {
	const { backends } = split;
	const weights = backends.map(({ weight }) => weight);
	const whole = to === 'smi/v1alpha1' || weights.every(Number.isInteger);
	if (whole && fits(weights, to)) return { backends, lost: [] };
	let scaled = whole ? weights : weights.map(thousandthsOf);
	if (!fits(scaled, to)) {
		const divisor = scaled.reduce(greatestCommonDivisor);
		scaled = scaled.map((one) => one / divisor);
	}
	if (!fits(scaled, to)) {
		throw new ServiceError(
			'invalid_input',
			`${split.name}: the ratio ${weights.join(':')} cannot be kept in whole weights that ${to} takes`,
		);
	}
	const effect = 'the shares stay, the scale does not: shift both sides by the new one';
	return {
		backends: backends.map((backend, index) => ({ ...backend, weight: scaled[index] ?? 0 })),
		lost: [{ what: `weights ${weights.join(':')}, written as ${scaled.join(':')}`, effect }],
	};
}

/** Whether weights of these sizes are taken by `dialect`, and by what is behind it. */
function fits(weights: readonly number[], dialect: Dialect): boolean {
	const backends = weights.map((weight, index) => ({ service: `${index}`, weight }));
	return !weightFaults({ apex: '', name: '', backends }, dialect).some(
		({ rule }) => rule === 'weight-out-of-range',
	);
}

function greatestCommonDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function lostMatches({ matches = [], apex }: Split): Loss[] {
	return matches.map(({ kind, name }) => ({
		what: `${kind} ${name}`,
		effect: `the weights hold for every request to ${apex}, not only for those that match`,
	}));
}

function lostPorts({ port, backends }: Split): Loss[] {
	return [
		...(port === undefined
			? []
			: [{ what: `port ${port}`, effect: 'a TrafficSplit splits every port of the apex' }]),
		...backends.flatMap((backend) =>
			backend.port === undefined
				? []
				: [
						{
							what: `port ${backend.port} of ${backend.service}`,
							effect: "a TrafficSplit uses the apex's port number on every leaf",
						},
					],
		),
	];
}
