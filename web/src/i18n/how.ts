import { en } from './en/how.ts';
import { es } from './es/how.ts';
import { textsOf } from './texts.ts';

export const howTexts = textsOf(es, en);
