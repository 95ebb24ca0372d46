import { en } from './en/operate-source.ts';
import { es } from './es/operate-source.ts';
import { textsOf } from './texts.ts';

export const sourceTexts = textsOf(es, en);
