import { en } from './en/records.ts';
import { es } from './es/records.ts';
import { textsOf } from './texts.ts';

export const recordsTexts = textsOf(es, en);
