import { type Logger, pino } from 'pino';

/** Structured logs (JSON lines on stdout). What might name a person or hold a secret is blanked out. */
export function createLog(name: string, level: string): Logger {
	return pino({
		name,
		level,
		redact: { paths: ['*.name', '*.payload', '*.body', '*.authorization'], censor: '[redacted]' },
		serializers: { err: safeError },
	});
}

/** An error's kind, message and stack, and those of its causes; no other properties, for drivers hang data there. */
function safeError(error: unknown): unknown {
	if (!(error instanceof Error)) return { message: String(error) };
	return {
		type: error.name,
		message: error.message,
		...('code' in error && { code: error.code }),
		stack: error.stack,
		...(error.cause !== undefined && { cause: safeError(error.cause) }),
	};
}
