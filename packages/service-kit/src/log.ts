import { destination, type Logger, type LoggerOptions, pino } from 'pino';

export interface LogOptions {
	readonly level: string;
	/** Where to write instead of stdout. */
	readonly file: string | undefined;
}

/** Structured logs, JSON lines. What might name a person or hold a secret is blanked out. */
export function createLog(name: string, { level, file }: LogOptions): Logger {
	const options: LoggerOptions = {
		name,
		level,
		redact: { paths: ['*.name', '*.payload', '*.body', '*.authorization'], censor: '[redacted]' },
		serializers: { err: safeError },
	};
	return file === undefined
		? pino(options)
		: pino(options, destination({ dest: file, mkdir: true, sync: true }));
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
