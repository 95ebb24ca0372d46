import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { mirrored } from './mirrored-places.ts';

it.each([
	['import.meta.dirname', 'web/server/config.ts', '/app/web/../web/server'],
	['__dirname', 'node_modules/a/build/b.js', '/app/web/../node_modules/a/build'],
	['import.meta.url', 'operator/src/a.ts', 'file:///app/operator/src/a.ts'],
])('%s of %s is where the file would be in the image', (place, path, expected) => {
	const script = `const canarioBundleDir = '/app/web'; ${mirrored(place, path)}`;
	expect(runInNewContext(script, { URL })).toBe(expected);
});

it('leaves what only looks like a place', () => {
	const code = 'import.meta.urls; my__dirname; import.meta.filename';
	expect(mirrored(code, 'a/b.ts')).toBe(code);
});
