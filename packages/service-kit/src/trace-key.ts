import { createHash } from 'node:crypto';

const CHARACTERS = 16;

/**
 * The trace key of a vaccination that a viewer sent under `secret` (the value of the header x-canario-visitor). The
 * public sees the key and cannot find the secret, so nobody else can send sightings under it, and whatever senders
 * write into the header never leaves.
 */
export const traceKeyOf = (secret: string): string =>
	createHash('sha256').update(secret).digest('base64url').slice(0, CHARACTERS);
