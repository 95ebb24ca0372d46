import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { KubeConfig } from '@kubernetes/client-node';
import { stringify } from 'yaml';
import type { KubeObject } from './objects.ts';

interface Answer {
	readonly status: number;
	readonly body: string;
}

/** Asks an API server what it would make of an object. */
export interface Trial {
	/** Why the object is refused, by a dry run that is strict about unknown fields; undefined where it is taken. */
	refusalOf(object: KubeObject): Promise<string | undefined>;
	/** Makes a namespace, or takes it away. */
	namespace(method: 'POST' | 'DELETE'): Promise<Answer>;
	/** Kinds of objects that were not tried, for the server has them not. */
	readonly unknown: ReadonlySet<string>;
}

/** @param name the namespace in which objects are tried. */
export function trialIn(kubeconfig: string, name: string): Trial {
	const config = new KubeConfig();
	config.loadFromFile(kubeconfig);
	const unknown = new Set<string>();
	const lists = new Map<string, Promise<Answer>>();

	async function ask(method: string, path: string, body?: string): Promise<Answer> {
		const headers = { ...(body !== undefined && { 'content-type': 'application/apply-patch+yaml' }) };
		const options: RequestOptions = { method, headers };
		await config.applyToHTTPSOptions(options);
		const asked = request(new URL(path, config.getCurrentCluster()?.server), options);
		const answered = once(asked, 'response') as Promise<[IncomingMessage]>;
		asked.end(body);
		const [response] = await answered;
		return { status: response.statusCode ?? 0, body: await text(response) };
	}

	const rootOf = (apiVersion: string) => (apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`);

	async function refusalOf(object: KubeObject): Promise<string | undefined> {
		const root = rootOf(object.apiVersion);
		const list = lists.get(root) ?? ask('GET', root);
		lists.set(root, list);
		const { status, body } = await list;
		if (status !== 200 && status !== 404) return `${object.apiVersion}: ${status} ${body}`;
		const resource = status === 404 ? undefined : resourceOf(body, object.kind);
		if (!resource) {
			unknown.add(`${object.apiVersion} ${object.kind}`);
			return undefined;
		}
		const folder = resource.namespaced ? `/namespaces/${name}/` : '/';
		const path = `${root}${folder}${resource.name}/${object.metadata.name}`;
		const { namespace: _, ...metadata } = object.metadata;
		const tried = await ask(
			'PATCH',
			`${path}?dryRun=All&fieldManager=manifests&force=true&fieldValidation=Strict`,
			stringify({ ...object, metadata }),
		);
		return tried.status < 300 ? undefined : `${object.kind} ${object.metadata.name}: ${tried.body}`;
	}

	return {
		refusalOf,
		unknown,
		namespace: (method) =>
			method === 'DELETE'
				? ask('DELETE', `/api/v1/namespaces/${name}`)
				: ask(
						'PATCH',
						`/api/v1/namespaces/${name}?fieldManager=manifests`,
						stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
					),
	};
}

interface Resource {
	readonly kind: string;
	readonly name: string;
	readonly namespaced: boolean;
}

const resourceOf = (list: string, kind: string): Resource | undefined =>
	(JSON.parse(list) as { readonly resources: readonly Resource[] }).resources.find(
		(one) => one.kind === kind && !one.name.includes('/'),
	);
