import { expect } from 'vitest';
import { canarioInside, STATISTICS } from './generator.ts';
import { kubectl, NAMESPACE } from './kubectl.ts';

/** The split, as commands name it. */
export const TARGET = `--target trafficsplit/lanes --namespace ${NAMESPACE}`;

/** Weights of blue and green as the object has them. */
export async function weights(): Promise<number[]> {
	const { spec } = JSON.parse(await kubectl('get trafficsplit lanes -o json')) as {
		spec: { backends: { weight: number }[] };
	};
	return spec.backends.map(({ weight }) => weight);
}

/** Sets weights with the rights of the generator's account, and gives what is observed then, where there is traffic. */
export async function setWeights(blue: number, green: number, more = ''): Promise<string> {
	const words = `split set blue=${blue} green=${green} ${TARGET} --stats ${STATISTICS}${more}`;
	const { status, stdout, stderr } = await canarioInside(words, 'a test on a node');
	expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
	return stdout;
}
