/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** JSON Merge Patch, RFC 7396: objects are merged, null takes a key away, anything else replaces. */
export type MergePatch = { readonly [key: string]: Json };

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The patch that makes `after` of `before`; undefined when they are equal. Neither may hold null, which a patch
 * cannot say (RFC 7396, section 1); a key whose value is undefined counts as absent.
 */
export function mergePatchOf(before: object, after: object): MergePatch | undefined {
	const old = before as Record<string, unknown>;
	const now = after as Record<string, unknown>;
	const patch: Record<string, unknown> = {};
	for (const key of Object.keys({ ...old, ...now })) {
		const change = changeOf(old[key], now[key]);
		if (change !== undefined) patch[key] = change;
	}
	return Object.keys(patch).length === 0 ? undefined : (patch as MergePatch);
}

/** What a patch says of one key; undefined for nothing. */
function changeOf(was: unknown, is: unknown): unknown {
	if (equal(was, is)) return undefined;
	if (is === undefined) return null;
	return isObject(was) && isObject(is) ? mergePatchOf(was, is) : is;
}

/** Arrays are compared and replaced as a whole. */
function equal(a: unknown, b: unknown): boolean {
	if (a === b) return true;
	return Array.isArray(a) && Array.isArray(b) && JSON.stringify(a) === JSON.stringify(b);
}

/** `target` with `patch` applied (RFC 7396, section 2); parts that do not change are shared with `target`. */
export function applyMergePatch<T extends object>(target: T, patch: MergePatch): T {
	const result: Record<string, unknown> = { ...(target as Record<string, unknown>) };
	for (const [key, value] of Object.entries(patch)) {
		if (value === null) delete result[key];
		else if (isObject(value)) {
			const was = result[key];
			result[key] = applyMergePatch(isObject(was) ? was : {}, value as MergePatch);
		} else result[key] = value;
	}
	return result as T;
}
