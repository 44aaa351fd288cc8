import type { ProgrammeProcess } from '../../gen/protocol';

/** Work processes as somebody types or pastes them: a line each, its code first. */
export function readProcesses(text: string): ProgrammeProcess[] {
	return text
		.split('\n')
		.map(line => line.trim())
		.filter(Boolean)
		.map(line => {
			const [code = '', ...words] = line.split(/\s+/);
			return { code: code.replace(/:$/, ''), name: words.join(' ') };
		});
}

export const writeProcesses = (processes: readonly ProgrammeProcess[]): string =>
	processes.map(({ code, name }) => `${code} ${name}`).join('\n');
