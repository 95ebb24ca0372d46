import { type Place, rangeOf } from './places.ts';

/** Puts the caret to a place of the text in a field, where it is seen, with the rest of its line selected. */
export function goTo(field: HTMLTextAreaElement | null, place: Place): void {
	if (field === null) return;
	const { start, end } = rangeOf(field.value, place);
	const lineHeight = Number.parseFloat(getComputedStyle(field).lineHeight);
	field.focus();
	field.setSelectionRange(start, end);
	field.scrollTop = Math.max(0, (place.line - 3) * lineHeight);
}
