import { en } from './en/operate.ts';
import { es } from './es/operate.ts';
import { textsOf } from './texts.ts';

export const operateTexts = textsOf(es, en);
