import { vaccinationId } from '@canario/contracts/vaccination';
import { ServiceError } from '@canario/service-kit/service-error';

const MAX_LETTERS = 10_000;

/** The vaccination id in a payload that was put aside, where it can still be told. */
export function vaccinationIdOf(payload: string): string | undefined {
	try {
		const parsed: unknown = JSON.parse(payload);
		if (typeof parsed !== 'object' || parsed === null || !('id' in parsed)) return undefined;
		return vaccinationId.safeParse(parsed.id).data;
	} catch {
		return undefined;
	}
}

/** @throws {ServiceError} `invalid_input` unless so many dead letters may be asked for. */
export function checkLetterLimit(limit: number): void {
	if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LETTERS) return;
	throw new ServiceError('invalid_input', `limit must be a whole number from 1 to ${MAX_LETTERS}`);
}
