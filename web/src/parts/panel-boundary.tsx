import { Component, type ReactNode } from 'react';

interface Props {
	readonly children: ReactNode;
	/** What is shown in place of what failed; `retry` tries it again. */
	readonly fallback: (retry: () => void) => ReactNode;
}

/** Keeps the failure of one part from the rest of the page. */
export class PanelBoundary extends Component<Props, { readonly failed: boolean }> {
	override state = { failed: false };

	static getDerivedStateFromError() {
		return { failed: true };
	}

	override render() {
		if (!this.state.failed) return this.props.children;
		return this.props.fallback(() => this.setState({ failed: false }));
	}
}
