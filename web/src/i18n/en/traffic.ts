import type { es } from '../es/traffic.ts';
import type { Translated } from '../texts.ts';

export const en: Translated<typeof es> = {
	title: 'What the split does to traffic',
	caption: 'Every request takes the blue lane or the green one.',
};
