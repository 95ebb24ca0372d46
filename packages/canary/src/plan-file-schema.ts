import { planJsonSchema } from './plan-input.ts';

/** The JSON Schema (draft 2020-12) of a plan file, as `docs/canary-plan.schema.json` has it. */
export const planFileSchema = (): object => ({ $id: 'urn:canario:canary-plan', ...planJsonSchema() });
