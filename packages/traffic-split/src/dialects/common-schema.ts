import { z } from 'zod';

/** Name of an object or a Service. */
export const objectName = z
	.string({ error: 'expected a name' })
	.max(253)
	.regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'expected a name of small letters, digits and -');

/** Port of a Service. */
export const portNumber = z
	.int({ error: 'expected a port, 1 to 65535' })
	.min(1, 'expected a port, 1 to 65535')
	.max(65_535, 'expected a port, 1 to 65535');

const texts = z.record(z.string(), z.string({ error: 'expected a text; numbers and booleans need quotes' }));

/** What every object says of itself; the rest of it is the server's. */
export const metadataSchema = z.looseObject(
	{
		name: objectName,
		namespace: objectName.optional(),
		labels: texts.optional(),
		annotations: texts.optional(),
	},
	{ error: 'metadata with a name is missing' },
);

export type Metadata = z.infer<typeof metadataSchema>;
