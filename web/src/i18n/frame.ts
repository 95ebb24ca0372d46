import { en } from './en/frame.ts';
import { es } from './es/frame.ts';
import { textsOf } from './texts.ts';

export const frameTexts = textsOf(es, en);
