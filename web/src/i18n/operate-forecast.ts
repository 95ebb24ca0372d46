import { en } from './en/operate-forecast.ts';
import { es } from './es/operate-forecast.ts';
import { textsOf } from './texts.ts';

export const forecastTexts = textsOf(es, en);
