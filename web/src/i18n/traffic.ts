import { en } from './en/traffic.ts';
import { es } from './es/traffic.ts';
import { textsOf } from './texts.ts';

export const trafficTexts = textsOf(es, en);
