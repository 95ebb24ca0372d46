import { builtinModules } from 'node:module';

const builtin = new Set(builtinModules);

/** `from '…'`, `import '…'` and `import('…')`, at the beginning of a statement or inside one. */
const SPECIFIER = /(?:^|[\s;})])(?:from|import)\s*\(?\s*(['"])([^'"\s,]+)\1/g;
const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

/** The module specifiers that a TypeScript source names, comments left out. */
export function specifiersOf(source: string): readonly string[] {
	const code = source.replace(COMMENT, '');
	return [...new Set([...code.matchAll(SPECIFIER)].map((match) => match[2] ?? ''))];
}

/** `@scope/name` or `name` of a bare specifier; `undefined` for a relative path or one of Node's own modules. */
export function packageOf(specifier: string): string | undefined {
	if (/^[./#]/.test(specifier) || specifier.startsWith('node:') || builtin.has(specifier)) return undefined;
	const [first, second] = specifier.split('/');
	return specifier.startsWith('@') ? `${first}/${second}` : first;
}
