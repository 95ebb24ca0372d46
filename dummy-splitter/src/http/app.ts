import { createApp } from '@canario/service-kit/http-server';
import { notFound, problemHandler } from '@canario/service-kit/problem';
import type { ErrorCode } from '@canario/service-kit/service-error';
import type { Express, Router } from 'express';
import type { Logger } from 'pino';
import type { Intake } from '../domain/intake.ts';
import { vaccinationsRoute } from './vaccinations-route.ts';

interface Options {
	readonly intake: Intake;
	readonly postPaths: readonly string[];
	readonly health: Router;
	readonly log: Logger;
	/** Hears the code of each problem that the content of a request was the cause of. */
	readonly onRejected: (code: ErrorCode) => void;
}

const REJECTIONS: ReadonlySet<ErrorCode> = new Set([
	'invalid_input',
	'too_large',
	'unsupported_media_type',
	'conflict',
]);

/** The public side of the entry. */
export function entryApp({ intake, postPaths, health, log, onRejected }: Options): Express {
	const app = createApp();
	app.use(vaccinationsRoute(intake, postPaths));
	app.use(health);
	app.use(
		notFound,
		problemHandler(log, ({ code }) => {
			if (REJECTIONS.has(code)) onRejected(code);
		}),
	);
	return app;
}
