import { type Finding, lint } from '@canario/traffic-split/lint/lint';
import { parse } from '@canario/traffic-split/parse';
import { Command } from 'commander';
import { noSplitError, readSource } from './split-sources.ts';

const HELP = `
Everything given is looked at together: Services tell the ports, ServiceProfiles and other splits what stands in the way.
Exit status: 1 when there are errors or no split at all, 0 with nothing but warnings. docs/splits.md has every rule.

Examples:
  ./canario split lint split.yaml services.yaml
  kubectl get service,trafficsplit,httproute,serviceprofile -A -o yaml | ./canario split lint - --json`;

/** `./canario split lint`: what will not do what it says. */
export function lintCommand(): Command {
	return new Command('lint')
		.description('look for what is wrong with TrafficSplits and HTTPRoutes before they are applied')
		.argument('<files...>', 'YAML or JSON, one document or several each; - is standard input')
		.option('--json', 'print {splits, errors, warnings, findings} as JSON, and nothing else')
		.addHelpText('after', HELP)
		.action(async (files: string[], { json = false }: { json?: boolean }) => {
			const parsed = parse(...(await Promise.all(files.map(readSource))));
			const findings = lint(parsed);
			if (parsed.splits.length === 0 && findings.length === 0) throw noSplitError(files);
			const errors = findings.filter(({ severity }) => severity === 'error').length;
			const counts = { splits: parsed.splits.length, errors, warnings: findings.length - errors };
			console.log(json ? JSON.stringify({ ...counts, findings }, undefined, '\t') : textOf(findings, counts));
			process.exitCode = errors > 0 ? 1 : 0;
		});
}

function textOf(
	findings: readonly Finding[],
	counts: { splits: number; errors: number; warnings: number },
): string {
	const blocks = findings.map(
		({ file, line, severity, rule, message, why, wayOut, source }) =>
			`${file}:${line}: ${severity}: ${message} (${rule})\n    why:     ${why}\n    way out: ${wayOut}\n    source:  ${source}\n`,
	);
	return [...blocks, `splits: ${counts.splits}, errors: ${counts.errors}, warnings: ${counts.warnings}`].join(
		'\n',
	);
}
