import fc from 'fast-check';
import { type Backend, type Dialect, defined, type Split } from '../split.ts';

/** Names, with those that careless YAML takes for something else. */
const name = fc.oneof(
	fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,12}[a-z0-9])?$/),
	fc.constantFrom('on', 'y', 'no', 'null', 'true', '1', '1e3', '0x1f', '0o7', '1-2', '500m', '012'),
);
const port = fc.integer({ min: 1, max: 65_535 });
const texts = fc.dictionary(fc.stringMatching(/^[a-z][a-z./-]{0,20}$/), fc.string(), {
	minKeys: 1,
	maxKeys: 3,
	noNullPrototype: true,
});
const match = fc
	.record({ name, apiGroup: fc.option(fc.constant('specs.smi-spec.io'), { nil: undefined }) })
	.map((found) => defined<{ name: string; apiGroup?: string }>(found))
	.map((found) => ({ ...found, kind: 'HTTPRouteGroup' }));

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** A split that is right, and that `dialect` has words for. Fractions in v1alpha1 only, in thousandths. */
export function splitIn(dialect: Dialect, maxWeight = 1000): fc.Arbitrary<Split> {
	const ofGateway = dialect === 'gateway/v1';
	const weight =
		dialect === 'smi/v1alpha1'
			? fc.oneof(
					fc.nat(maxWeight),
					fc.nat(maxWeight * 1000).map((thousandths) => thousandths / 1000),
				)
			: fc.nat(maxWeight);
	const backends = fc
		.uniqueArray(
			fc.record({ service: name, weight, port: ofGateway ? maybe(port) : fc.constant(undefined) }),
			{
				selector: ({ service }) => service,
				minLength: 1,
				maxLength: 5,
			},
		)
		.filter((all) => all.some((one) => one.weight > 0));
	return fc
		.record({
			name,
			namespace: maybe(name),
			labels: maybe(texts),
			annotations: maybe(texts),
			apex: name,
			port: ofGateway ? port : fc.constant(undefined),
			backends,
			matches:
				dialect === 'smi/v1alpha4'
					? maybe(fc.array(match, { minLength: 1, maxLength: 3 }))
					: fc.constant(undefined),
		})
		.map((split) =>
			defined<Split>({
				...split,
				backends: split.backends.map((one) =>
					defined<Backend>({ ...one, port: one.port === split.port ? undefined : one.port }),
				),
			}),
		);
}
