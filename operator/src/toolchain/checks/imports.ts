import { builtinModules } from 'node:module';

const builtin = new Set(builtinModules);

/**
 * `import … from '…'` and `export … from '…'` whose line begins so or with the `}` of a list, `import '…'`,
 * and `import('…')` anywhere. A pattern is enough where a formatter makes all statements look alike.
 */
const SPECIFIER =
	/^\s*(?:(?:(?:import|export)\b|\})[^'"\n]*\bfrom|import)\s*(['"])([^'"\s]+)\1|\bimport\s*\(\s*(['"])([^'"\s]+)\3/gm;
/** What is commented out; a URL's `//` stands inside a line and stays. */
const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

/** The module specifiers that a TypeScript source names, comments left out. */
export function specifiersOf(source: string): readonly string[] {
	const code = source.replace(COMMENT, '');
	return [...new Set([...code.matchAll(SPECIFIER)].map((match) => match[2] ?? match[4] ?? ''))];
}

/** `@scope/name` or `name` of a bare specifier; `undefined` for a relative path or one of Node's own modules. */
export function packageOf(specifier: string): string | undefined {
	if (/^[./#]/.test(specifier) || specifier.startsWith('node:') || builtin.has(specifier)) return undefined;
	const [first, second] = specifier.split('/');
	return specifier.startsWith('@') ? `${first}/${second}` : first;
}
