import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { billOf, includedIn, noticesOf } from './inventory.ts';

const ROOT = resolve(import.meta.dirname, '..');
const included = includedIn([
	resolve(ROOT, 'node_modules/zod/index.js'),
	`\0${resolve(ROOT, 'node_modules/@grpc/grpc-js/build/src/index.js')}?commonjs`,
	resolve(ROOT, 'node_modules/zod/v4/index.js'),
	resolve(ROOT, 'blue-grpc/src/main.ts'),
	'\0rolldown/runtime.js',
]);

describe('what is in a bundle', () => {
	it('is told once for each package, and not for what is ours', () => {
		expect(included.map(({ name, license }) => [name, license])).toEqual([
			['@grpc/grpc-js', 'Apache-2.0'],
			['zod', 'MIT'],
		]);
	});

	it('comes with the texts of its licences', () => {
		expect(noticesOf(included)).toMatch(
			/^@grpc\/grpc-js \S+ \(Apache-2\.0\).+Apache License.+zod.+MIT License/s,
		);
	});

	it('is a bill of materials that names packages as scanners do', () => {
		const version = included[0]?.version;
		expect(billOf('blue-grpc', included)).toMatchObject({
			bomFormat: 'CycloneDX',
			components: [
				{ purl: `pkg:npm/%40grpc/grpc-js@${version}`, licenses: [{ expression: 'Apache-2.0' }] },
				{},
			],
		});
	});
});
