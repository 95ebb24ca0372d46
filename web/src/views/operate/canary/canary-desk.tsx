export function CanaryDesk() {
	return null;
}
