import { en } from './en/operate-split.ts';
import { es } from './es/operate-split.ts';
import { textsOf } from './texts.ts';

export const splitTexts = textsOf(es, en);
