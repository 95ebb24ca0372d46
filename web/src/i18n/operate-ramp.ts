import { en } from './en/operate-ramp.ts';
import { es } from './es/operate-ramp.ts';
import { textsOf } from './texts.ts';

export const rampTexts = textsOf(es, en);
