import type { ObjectMetadata } from './object-schema.ts';

/** Tools that move weights by themselves, and how their traces are told: API group, field manager, label. */
const TOOLS = [
	{
		name: 'Flagger',
		group: 'flagger.app',
		manager: /^flagger/i,
		label: 'flagger.app/',
		managedBy: /^flagger/i,
	},
	{
		name: 'Argo Rollouts',
		group: 'argoproj.io',
		// the controller, and its plugin for the Gateway API
		manager: /rollouts|^gatewayapi/i,
		label: 'rollouts.argoproj.io/',
		managedBy: /rollouts/i,
	},
] as const;

/**
 * Whose an object is that would write it back: Flagger's, Argo Rollouts', or that of another controller.
 *
 * @returns `Flagger (its Canary front)`, for example; undefined where it is nobody's.
 */
export function ownerOf({ ownerReferences, managedFields, labels }: ObjectMetadata): string | undefined {
	for (const { name, group, manager, label, managedBy } of TOOLS) {
		const owner = ownerReferences.find(({ apiVersion }) => apiVersion.startsWith(`${group}/`));
		if (owner) return `${name} (its ${owner.kind} ${owner.name})`;
		const mark = Object.keys(labels).find((key) => key.startsWith(label));
		if (mark) return `${name} (label ${mark})`;
		const { 'app.kubernetes.io/managed-by': by = '' } = labels;
		if (managedBy.test(by)) return `${name} (label app.kubernetes.io/managed-by)`;
		const writer = managedFields.find((one) => one.subresource === undefined && manager.test(one.manager));
		if (writer) return `${name} (it wrote fields as ${writer.manager})`;
	}
	const controller = ownerReferences.find((owner) => owner.controller);
	return controller && `the controller of ${controller.kind} ${controller.name}`;
}
