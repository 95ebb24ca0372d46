import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Environment } from './instances.ts';

const DIR = resolve(import.meta.dirname, '../../node_modules/.cache/canario-e2e');

/**
 * Has Node keep what it makes of the sources, which is a third of the time that a service takes to start. Keyed by their
 * contents; written by processes that end in good order.
 */
export const COMPILED: Environment = { NODE_COMPILE_CACHE: DIR };

/** Whether there is something kept already, when a test file begins. */
export const isCompiled = existsSync(DIR);
