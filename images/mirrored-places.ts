import { dirname, relative } from 'node:path';
import type { Plugin } from 'rolldown';

/** Begins every file of a bundle, which are all in one folder: modules may then say where they were. */
export const INTRO = 'const canarioBundleDir = import.meta.dirname;';

const BEFORE = /\bimport\.meta\.(?:dirname|url)\b|\b__dirname\b/g;

/**
 * Lets each module believe that it is where it was. The image mirrors the repository, with the bundle of a service in
 * the service's own folder, so the files that a module reads beside itself are found there too.
 *
 * @param root the repository's folder, of which the bundle's grandparent is the image.
 */
export function mirroredPlaces(root: string): Plugin {
	return {
		name: 'mirrored-places',
		transform(code, id) {
			if (!id.startsWith(root) || !BEFORE.test(code)) return null;
			return { code: mirrored(code, relative(root, id)), map: null };
		},
	};
}

/** @param path of the module, from the repository's root. */
export function mirrored(code: string, path: string): string {
	const folder = `(canarioBundleDir + ${JSON.stringify(`/../${dirname(path)}`)})`;
	const url = `new URL(${JSON.stringify(`../${path}`)}, \`file://\${canarioBundleDir}/\`).href`;
	return code.replace(BEFORE, (place) => (place.endsWith('url') ? url : folder));
}
