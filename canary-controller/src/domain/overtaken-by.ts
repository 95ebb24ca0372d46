/** How a canary ends when somebody else changed the weights: theirs stay. */
export const overtakenBy = (told: string) =>
	({
		outcome: 'overtaken',
		why: `somebody else changed the weights: ${told}; they were left alone`,
	}) as const;
