import { ERROR_CODES, ServiceError } from '@canario/service-kit/service-error';
import { type ServiceError as GrpcError, Metadata, status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { answerOf, CODE_OF, mayRetry, STATUS_OF, serviceErrorOf } from './status.ts';

const grpcError = (code: status, metadata = new Metadata()): GrpcError =>
	Object.assign(new Error('from the wire'), { code, details: 'secret', metadata });

const ALL_STATUSES = Object.values(status).filter((value): value is status => typeof value === 'number');

describe('gRPC statuses', () => {
	it.each(ERROR_CODES.filter((code) => code !== 'injected'))(
		'carry %s from the server to the client',
		(code) => {
			expect(CODE_OF[STATUS_OF[code] as keyof typeof CODE_OF]).toBe(code);
		},
	);

	it.each(ALL_STATUSES)('mean something to the client: %i', (code) => {
		expect(ERROR_CODES).toContain(serviceErrorOf(grpcError(code)).code);
	});

	it('show senders nothing of what a failed call was told', () => {
		const error = serviceErrorOf(grpcError(status.UNAVAILABLE));
		expect(error.message).toBe('the recorder answered UNAVAILABLE');
	});

	it('name bad fields, and hide what nobody expected', () => {
		const bad = new ServiceError('invalid_input', '1 field(s) are not valid', {
			errors: [{ path: 'vaccinations[0].age', message: 'too old' }],
		});
		expect(answerOf(bad).details).toBe('1 field(s) are not valid: vaccinations[0].age');
		expect(JSON.stringify(answerOf(new Error('secret')))).not.toContain('secret');
	});
});

describe('trying again', () => {
	it.each(ALL_STATUSES)('is for UNAVAILABLE only: %i', (code) => {
		expect(mayRetry(grpcError(code))).toBe(code === status.UNAVAILABLE);
	});

	it('is not for what the server has answered itself', () => {
		const { metadata } = answerOf(new ServiceError('unavailable', 'the record store is not available'));
		expect(mayRetry(grpcError(status.UNAVAILABLE, metadata))).toBe(false);
	});
});
