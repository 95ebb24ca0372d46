import { describe, expect, it } from 'vitest';
import { wrongArrows } from './arrows.ts';

const workspace = (folder: string, ...declared: string[]) => {
	const name = `@canario/${folder.replace('packages/', '')}`;
	return { folder, name, declared: new Set([name, ...declared]) };
};
const all = [
	'@canario/stores',
	'@canario/contracts',
	'@canario/blue-grpc',
	'@canario/green-redis',
	'@canario/operator',
];
const workspaces = [
	workspace('packages/stores', 'zod', ...all),
	workspace('packages/contracts', ...all),
	workspace('blue-grpc', ...all),
	workspace('green-redis', '@canario/contracts'),
	workspace('operator', ...all),
	workspace('e2e', ...all),
];
const shared = new Set(['vitest']);
const judge = (path: string, text: string) => wrongArrows([{ path, text }], workspaces, shared);

describe('the arrows between workspaces', () => {
	it.each([
		['packages/stores/src/a.ts', '@canario/contracts/lane'],
		['packages/stores/src/a.ts', '@canario/stores/a'],
		['packages/stores/src/a.ts', 'zod'],
		['packages/stores/src/a.ts', 'node:fs'],
		['packages/stores/src/a.ts', './b.ts'],
		['packages/stores/src/a/b.ts', '../c.ts'],
		['packages/stores/src/a.test.ts', 'vitest'],
		['packages/stores/src/testing/harness.ts', 'vitest'],
		['blue-grpc/src/a.ts', '@canario/stores/a'],
		['operator/src/main.ts', '@canario/blue-grpc/service'],
		['operator/src/main.ts', '../../package.json'],
		['e2e/src/a.ts', '@canario/operator/a'],
		['scripts/a.ts', 'anything'],
	])('lets %s import %s', (path, specifier) => {
		expect(judge(path, `import '${specifier}';`)).toEqual([]);
	});

	it.each([
		['packages/stores/src/a.ts', '@canario/blue-grpc/service', /points the wrong way \(package → service\)/],
		['packages/stores/src/a.ts', '@canario/operator/x', /points the wrong way \(package → operator\)/],
		['blue-grpc/src/a.ts', '@canario/green-redis/service', /points the wrong way \(service → service\)/],
		['blue-grpc/src/a.ts', '@canario/operator/x', /points the wrong way \(service → operator\)/],
		['green-redis/src/a.ts', '@canario/stores/a', /'@canario\/stores' is not declared in green-redis/],
		['packages/stores/src/a.ts', 'left-pad', /'left-pad' is not declared/],
		['packages/stores/src/a.ts', 'vitest', /'vitest' is not declared/],
		['packages/stores/src/a.ts', '../../contracts/src/lane.ts', /reaches into another workspace/],
	])('stops %s from importing %s', (path, specifier, message) => {
		expect(judge(path, `import '${specifier}';`)).toEqual([expect.stringMatching(message)]);
	});
});
