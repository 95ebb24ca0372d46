import { en } from './en/canary.ts';
import { es } from './es/canary.ts';
import { textsOf } from './texts.ts';

export const canaryTexts = textsOf(es, en);
