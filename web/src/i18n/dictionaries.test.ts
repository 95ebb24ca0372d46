import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Dictionary } from './texts.ts';

const folder = import.meta.dirname;
const features = globSync('es/*.ts', { cwd: folder }).map((file) => basename(file, '.ts'));

/** Path and text of everything that is said; a sentence with figures is said with made-up ones. */
function said(dictionary: Dictionary, path = ''): [path: string, text: string, figures: number][] {
	return Object.entries(dictionary).flatMap(([key, value]) => {
		const here = path === '' ? key : `${path}.${key}`;
		if (typeof value === 'string') return [[here, value, 0]];
		if (isLines(value)) return value.map((line, index) => [`${here}.${index}`, line, 0]);
		if (typeof value !== 'function') return said(value, here);
		return [[here, String(value(...Array.from({ length: value.length }, () => '7'))), value.length]];
	});
}

const isLines = (value: Dictionary[string]): value is readonly string[] => Array.isArray(value);

/** A text that was never written shows as its key, as in `panel.loading` or `howShort`. */
const LIKE_A_KEY = /^\w+(\.\w+)+$|^[a-z]+([A-Z][a-z]+)+$/;

async function load(language: string, feature: string): Promise<Dictionary> {
	const module = (await import(`./${language}/${feature}.ts`)) as Record<string, Dictionary>;
	return module[language] ?? {};
}

it('finds the features', () => {
	expect(features).toContain('frame');
	expect(
		globSync('en/*.ts', { cwd: folder })
			.map((file) => basename(file, '.ts'))
			.sort(),
	).toEqual(features.toSorted());
});

describe.each(features)('the texts of %s', (feature) => {
	it('have the same keys and figures in both languages', async () => {
		const keysOf = async (language: string) =>
			said(await load(language, feature)).map(([path, , figures]) => `${path}/${figures}`);
		const keys = await keysOf('es');
		expect(keys.length).toBeGreaterThan(0);
		expect((await keysOf('en')).toSorted()).toEqual(keys.toSorted());
	});

	it.each(['es', 'en'])('say something of their own in %s', async (language) => {
		const wrong = said(await load(language, feature)).filter(
			([, text]) => text.trim() === '' || LIKE_A_KEY.test(text) || /undefined|NaN|\[object/.test(text),
		);
		expect(wrong).toEqual([]);
	});
});
