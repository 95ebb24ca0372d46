import { en } from './en/vaccination.ts';
import { es } from './es/vaccination.ts';
import { textsOf } from './texts.ts';

export const vaccinationTexts = textsOf(es, en);
