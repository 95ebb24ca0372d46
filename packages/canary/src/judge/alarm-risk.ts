/**
 * What the `sampleNumber`-th sample of a canary, from 1, may spend of its risk of a false alarm: a half, a sixth, a
 * twelfth … of it, which is never more than all of it, however many samples there are.
 */
export const alarmRiskOf = (sampleNumber: number, alarmRisk: number): number =>
	alarmRisk / (sampleNumber * (sampleNumber + 1));
