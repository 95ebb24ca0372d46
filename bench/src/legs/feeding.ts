import { DEPARTMENTS } from '@canario/contracts/departments';
import { LANES } from '@canario/contracts/lane';
import { documentOf } from '@canario/contracts/vaccination';
import { VACCINES } from '@canario/contracts/vaccines';
import { countedOf, lastOnes } from '@canario/stores/count-documents';
import type { Live } from '@canario/stores/stores';
import { someVaccination } from '../some-vaccination.ts';

/** Vaccinations that are counted at a time: in many departments, so that a delta has many figures. */
const AT_A_TIME = 100;

/** Every so many milliseconds counts vaccinations in live statistics that had none, as lanes do. */
export async function startFeeding(
	{ statistics }: Pick<Live, 'statistics'>,
	everyMs: number,
): Promise<{ close(): Promise<void> }> {
	await statistics.beginRebuild(0);
	await statistics.finishRebuild(0, new Map(), []);
	let made = 0;
	const feed = () => {
		const documents = Array.from({ length: AT_A_TIME }, () => varied(made++));
		return statistics.count([countedOf(documents)], lastOnes(documents));
	};
	await feed();
	const timer = setInterval(() => void feed(), everyMs);
	return { close: async () => clearInterval(timer) };
}

function varied(index: number) {
	const vaccination = someVaccination();
	const of = <T>(values: readonly T[]) => values[index % values.length];
	const department = of(DEPARTMENTS)?.code ?? vaccination.department;
	const fields = {
		department,
		vaccine_type: of(VACCINES) ?? '',
		age: 6 + (index % 90),
		n_dose: 1 + (index % 3),
	};
	return documentOf({ ...vaccination, ...fields }, of(LANES) ?? 'blue', Date.now());
}
