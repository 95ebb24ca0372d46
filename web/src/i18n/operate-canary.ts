import { en } from './en/operate-canary.ts';
import { es } from './es/operate-canary.ts';
import { textsOf } from './texts.ts';

export const canaryDeskTexts = textsOf(es, en);
