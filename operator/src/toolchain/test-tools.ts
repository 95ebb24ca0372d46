import { ensureApiServer, findApiServer } from './api-server.ts';
import { ensureChromium, findChromium } from './chromium.ts';
import { ensureHelm, findHelm } from './helm.ts';
import { ensureKustomize, findKustomize } from './kustomize.ts';
import { ensureLocust, findLocust } from './locust.ts';
import { ensureRedisServer, findRedisServer } from './redis-server.ts';
import { ensureSecantusDb, findSecantusDb } from './secantusdb.ts';
import { isMissing, type MissingTool, type Tool, type ToolContext } from './tool.ts';

interface TestTool {
	readonly name: string;
	/** Carries the program's path to the tests. */
	readonly pathVariable: string;
	/** Carries the reason to the tests where the program is missing. */
	readonly missingVariable: string;
	find(env: NodeJS.ProcessEnv): Tool;
	ensure(context: ToolContext): Promise<Tool>;
}

/** The programs that integration and end-to-end tests start; those that Go builds share its cache. */
export const TEST_TOOLS: readonly TestTool[] = [
	{
		name: 'redis-server',
		pathVariable: 'CANARIO_REDIS_SERVER',
		missingVariable: 'CANARIO_MISSING_REDIS',
		find: findRedisServer,
		ensure: ensureRedisServer,
	},
	{
		name: 'SecantusDB',
		pathVariable: 'CANARIO_SECANTUSD',
		missingVariable: 'CANARIO_MISSING_MONGODB',
		find: findSecantusDb,
		ensure: ensureSecantusDb,
	},
	{
		name: 'Locust',
		pathVariable: 'CANARIO_LOCUST',
		missingVariable: 'CANARIO_MISSING_LOCUST',
		find: findLocust,
		ensure: ensureLocust,
	},
	{
		name: 'Chromium',
		pathVariable: 'CANARIO_CHROMIUM',
		missingVariable: 'CANARIO_MISSING_CHROMIUM',
		find: findChromium,
		ensure: ensureChromium,
	},
	{
		name: 'the Kubernetes API server',
		pathVariable: 'CANARIO_API_SERVER',
		missingVariable: 'CANARIO_MISSING_API_SERVER',
		find: findApiServer,
		ensure: ensureApiServer,
	},
	{
		name: 'kustomize',
		pathVariable: 'CANARIO_KUSTOMIZE',
		missingVariable: 'CANARIO_MISSING_KUSTOMIZE',
		find: findKustomize,
		ensure: ensureKustomize,
	},
	{
		name: 'Helm',
		pathVariable: 'CANARIO_HELM',
		missingVariable: 'CANARIO_MISSING_HELM',
		find: findHelm,
		ensure: ensureHelm,
	},
];

/**
 * What the tests are told about their tools: for each, its path or why it is missing. A path or a reason
 * that `env` already names stands. Installs nothing.
 */
export function testToolVariables(env: NodeJS.ProcessEnv): Record<string, string> {
	return Object.fromEntries(
		TEST_TOOLS.map(({ find, pathVariable, missingVariable }) => {
			const given = env[pathVariable];
			const tool = given ? { path: given } : find(env);
			if (isMissing(tool)) return [missingVariable, env[missingVariable] ?? tool.missing];
			return [pathVariable, tool.path];
		}),
	);
}

export interface MissingTestTool extends MissingTool {
	readonly name: string;
	readonly missingVariable: string;
}

/** Installs what is not there yet, one after the other, and gives back what this machine cannot have. */
export async function ensureTestTools(context: ToolContext): Promise<readonly MissingTestTool[]> {
	const missing: MissingTestTool[] = [];
	for (const { name, ensure, pathVariable, missingVariable } of TEST_TOOLS) {
		if (context.env[pathVariable]) continue;
		const startedMs = performance.now();
		let told = false;
		const tell = (line: string) => {
			told = true;
			context.tell(line);
		};
		const tool = await ensure({ ...context, tell });
		if (isMissing(tool)) missing.push({ name, missingVariable, ...tool });
		else if (told) context.tell(`${name} is here (${Math.round((performance.now() - startedMs) / 1000)} s)`);
	}
	return missing;
}
