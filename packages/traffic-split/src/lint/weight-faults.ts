import { thousandthsOf } from '../quantity.ts';
import { type Backend, type Dialect, type Split, weightSum } from '../split.ts';
import { MAX_WEIGHT_SUM } from '../weights.ts';

/** Largest weight that the Gateway API takes. */
const MAX_GATEWAY_WEIGHT = 1_000_000;
/** Most backends of a rule that it takes. */
const MAX_GATEWAY_BACKENDS = 16;

export type WeightRule =
	| 'no-backends'
	| 'zero-sum'
	| 'duplicate-backend'
	| 'weight-out-of-range'
	| 'fractional-weight'
	| 'too-many-backends';

/** A rule that the weights of a split break. */
export interface WeightFault {
	readonly rule: WeightRule;
	readonly message: string;
	/** Of the backend that breaks it; undefined where it is all of them. */
	readonly backend?: number;
}

/** Every rule that the backends of `split` break; none for a split that may be written as it is. */
export function weightFaults(split: Split, dialect: Dialect): WeightFault[] {
	const { backends } = split;
	const before = new Set<string>();
	const each = backends.flatMap((backend, index) => {
		// the same Service on two ports is two backends of a route
		const name = `${backend.service} ${backend.port}`;
		const faults = backendFaults(backend, index, dialect);
		if (before.has(name)) {
			const message = `${backend.service} is named more than once`;
			faults.push({ rule: 'duplicate-backend', message, backend: index });
		}
		before.add(name);
		return faults;
	});
	return [
		...each,
		...sizeFaults(split, dialect),
		...(each.some(({ rule }) => rule === 'weight-out-of-range') ? [] : sumFaults(split, dialect)),
	];
}

/** The rule about their number, if they break it. */
export function sizeFaults({ apex, backends }: Split, dialect: Dialect): WeightFault[] {
	if (dialect !== 'gateway/v1' || backends.length <= MAX_GATEWAY_BACKENDS) return [];
	const message = `${apex} has ${backends.length} leaves; a rule of a route takes ${MAX_GATEWAY_BACKENDS}`;
	return [{ rule: 'too-many-backends', message }];
}

function backendFaults({ service, weight }: Backend, index: number, dialect: Dialect): WeightFault[] {
	const faults: WeightFault[] = [];
	const tell = (rule: WeightRule, message: string) => faults.push({ rule, message, backend: index });
	const most = dialect === 'gateway/v1' ? MAX_GATEWAY_WEIGHT : MAX_WEIGHT_SUM;
	if (!(weight >= 0 && weight <= most)) {
		tell('weight-out-of-range', `${service} has weight ${weight}; 0 to ${most} are possible`);
	} else if (!Number.isInteger(dialect === 'smi/v1alpha1' ? thousandthsOf(weight) : weight)) {
		const step = dialect === 'smi/v1alpha1' ? 'thousandths' : 'a whole number';
		tell('fractional-weight', `${service} has weight ${weight}, which is not ${step}`);
	}
	return faults;
}

function sumFaults(split: Split, dialect: Dialect): WeightFault[] {
	const sum = weightSum(split);
	if (split.backends.length === 0) {
		return [{ rule: 'no-backends', message: `${split.apex} is split between no backends` }];
	}
	if (sum === 0) return [{ rule: 'zero-sum', message: `all weights of ${split.apex} are 0` }];
	if (dialect === 'gateway/v1' || sum <= MAX_WEIGHT_SUM) return [];
	return [
		{
			rule: 'weight-out-of-range',
			message: `the weights of ${split.apex} sum to ${sum}, over ${MAX_WEIGHT_SUM}`,
		},
	];
}
