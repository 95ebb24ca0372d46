import { describe, expect, it } from 'vitest';
import { clusterObject, type ObjectMetadata } from './object-schema.ts';
import { ownerOf } from './owner.ts';

const metadata = (over: object): ObjectMetadata =>
	clusterObject({
		metadata: {
			uid: 'u',
			resourceVersion: '1',
			generation: 1,
			creationTimestamp: '2026-01-01T00:00:00Z',
			...over,
		},
	}).metadata;
const owner = (apiVersion: string, kind: string, controller = true) => ({
	ownerReferences: [{ apiVersion, kind, name: 'front', controller }],
});
const writer = (manager: string, subresource?: string) => ({ managedFields: [{ manager, subresource }] });

describe('ownerOf', () => {
	it.each([
		['Flagger (its Canary front)', owner('flagger.app/v1beta1', 'Canary')],
		[
			'Flagger (label app.kubernetes.io/managed-by)',
			{ labels: { 'app.kubernetes.io/managed-by': 'flagger' } },
		],
		['Flagger (it wrote fields as flagger)', writer('flagger')],
		['Argo Rollouts (its Rollout front)', owner('argoproj.io/v1alpha1', 'Rollout', false)],
		[
			'Argo Rollouts (label rollouts.argoproj.io/gatewayapi-canary)',
			{ labels: { 'rollouts.argoproj.io/gatewayapi-canary': 'in-progress' } },
		],
		['Argo Rollouts (it wrote fields as rollouts-controller)', writer('rollouts-controller')],
		['Argo Rollouts (it wrote fields as gatewayapi-plugin)', writer('gatewayapi-plugin')],
		['the controller of Widget front', owner('example.org/v1', 'Widget')],
	])('tells %s', (expected, over) => {
		expect(ownerOf(metadata(over))).toBe(expected);
	});

	it.each([
		['nobody', {}],
		['an owner that is no controller', owner('v1', 'ConfigMap', false)],
		['Helm', { labels: { 'app.kubernetes.io/managed-by': 'Helm' } }],
		['Argo CD, which follows a repository', writer('argocd-controller')],
		['who wrote a status', writer('flagger', 'status')],
		['ourselves and kubectl', { managedFields: [{ manager: 'canario' }, { manager: 'kubectl-edit' }] }],
	])('has nothing against %s', (_, over) => {
		expect(ownerOf(metadata(over))).toBeUndefined();
	});
});
