import { parseQuantity } from '../quantity.ts';
import { weightSum } from '../split.ts';
import type { SplitDocument } from '../split-document.ts';
import { eachSplit, type Hit, type Rule } from './rule.ts';
import { type WeightFault, type WeightRule, weightFaults } from './weight-faults.ts';

/** All rules about weights are looked at together, once for each document. */
const known = new WeakMap<SplitDocument, readonly WeightFault[]>();

function faultsOf(document: SplitDocument): readonly WeightFault[] {
	const faults = known.get(document) ?? weightFaults(document.split, document.dialect);
	known.set(document, faults);
	return faults;
}

const broken = (id: WeightRule) =>
	eachSplit((document) =>
		faultsOf(document)
			.filter(({ rule }) => rule === id)
			.map(({ message, backend = -1 }) => ({
				...(document.backendPlaces[backend] ?? document.place),
				message,
			})),
	);

/** The rules about backends and their weights. */
export const WEIGHT_RULES: readonly Rule[] = [
	{
		id: 'no-backends',
		severity: 'error',
		why: "everything goes to the apex's own pods",
		wayOut: 'name the leaves',
		source: 'measured; linkerd2-proxy service-profiles/src/proto.rs',
		check: broken('no-backends'),
	},
	{
		id: 'zero-sum',
		severity: 'error',
		why: "a TrafficSplit sends everything to the apex's own pods; a route resets requests, or gives its only backend all",
		wayOut: 'give at least one leaf a weight above 0; to stop traffic, take the endpoints away',
		source: 'measured; Flagger pkg/router/smi.go refuses it too',
		check: broken('zero-sum'),
	},
	{
		id: 'duplicate-backend',
		severity: 'error',
		why: 'the weights of one leaf add up without a word: 50, 50 and 50 for two leaves are 67 % and 33 %',
		wayOut: 'name each leaf once',
		source: 'measured',
		check: broken('duplicate-backend'),
	},
	{
		id: 'weight-out-of-range',
		severity: 'error',
		why: 'a TrafficSplit is accepted, overflows 32 bits in the proxy, and clients keep their first split for good; a route is rejected',
		wayOut: 'whole numbers from 0, at most 10,000 in sum (a route: 1,000,000 each)',
		source: 'measured; linkerd2 profile_translator.go; gateway-api apis/v1/shared_types.go',
		check: broken('weight-out-of-range'),
	},
	{
		id: 'fractional-weight',
		severity: 'error',
		why: 'weights are whole from v1alpha2 on and in routes: typed clients cannot read the object, and a proxy rounds up to thousandths',
		wayOut: 'multiply all weights until they are whole: 0.5 and 1 are 1 and 2',
		source: 'smi-sdk-go pkg/apis/split (int); gateway-api apis/v1/shared_types.go (int32)',
		check: broken('fractional-weight'),
	},
	{
		id: 'too-many-backends',
		severity: 'error',
		why: 'the API server rejects a rule with more than 16 backends',
		wayOut: 'split between fewer leaves',
		source: 'gateway-api apis/v1/httproute_types.go (MaxItems)',
		check: broken('too-many-backends'),
	},
	{
		id: 'unit-lost-by-conversion',
		severity: 'error',
		why: 'a conversion that takes the digits for the value changes the shares: 500m becomes 500, 1 stays 1',
		wayOut: 'write all weights in one unit, best as whole numbers (./canario split convert does)',
		source: 'smi-sdk-go pkg/apis/split/v1alpha2/traffic_split_convert.go',
		check: eachSplit((document) => {
			const unscaled = unscaledShares(document);
			const shares = sharesOf(document.split.backends.map(({ weight }) => weight));
			const index = shares.findIndex((share, at) => Math.abs(share - (unscaled[at] ?? share)) > 1e-9);
			if (index === -1) return [];
			const texts = [shares, unscaled].map((all) => `${((all[index] ?? 0) * 100).toFixed(1)} %`);
			return [
				{
					...placeOfBackend(document, index),
					message: `${document.written.join(' : ')}: ${document.split.backends[index]?.service} goes from ${texts.join(' to ')} without its unit`,
				},
			];
		}),
	},
	{
		id: 'unit-as-text',
		severity: 'warning',
		why: 'linkerd-smi stores v1alpha1 and converts nothing: who reads the object as v1alpha2 finds a text for a weight',
		wayOut: 'write whole numbers (./canario split convert does)',
		source: 'measured; linkerd-smi trafficsplit-crd.yaml (conversion: None)',
		check: eachSplit((document) =>
			document.written.flatMap((weight, index): Hit[] =>
				typeof weight === 'number'
					? []
					: [
							{
								...placeOfBackend(document, index),
								message: `${document.split.backends[index]?.service} has weight ${weight}`,
							},
						],
			),
		),
	},
];

const placeOfBackend = ({ backendPlaces, place }: SplitDocument, index: number) =>
	backendPlaces[index] ?? place;

const sharesOf = (weights: readonly number[]) => {
	const sum = weightSum({ backends: weights.map((weight) => ({ service: '', weight })) });
	return sum > 0 ? weights.map((weight) => weight / sum) : [];
};

/** The shares as they are where the digits are taken for the values; undefined where nothing is converted. */
function unscaledShares(document: SplitDocument): number[] {
	if (document.dialect !== 'smi/v1alpha1') return [];
	return sharesOf(document.written.map((weight) => parseQuantity(String(weight))?.unscaled ?? 0));
}
