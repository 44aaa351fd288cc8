import type { TeamMember } from '../../../gen/protocol';
import { useAsked } from '../../../state/asked';
import { call } from '../../../state/client';

const EVERY_MS = 300_000;

/** Who can own a booth's leads, whether they are there now or not. */
export function useTeam(booth: number): readonly TeamMember[] {
	return useAsked(() => call('lead.team', { booth }), EVERY_MS, booth).value?.people ?? [];
}
