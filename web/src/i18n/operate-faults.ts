import { en } from './en/operate-faults.ts';
import { es } from './es/operate-faults.ts';
import { textsOf } from './texts.ts';

export const faultTexts = textsOf(es, en);
