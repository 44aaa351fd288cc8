import { expect, it } from 'vitest';
import { auditEn } from './audit_en';
import { auditNl } from './audit_nl';
import { boardEn } from './board_en';
import { boardNl } from './board_nl';
import { callEn } from './call_en';
import { callNl } from './call_nl';
import { cardEn } from './card_en';
import { cardNl } from './card_nl';
import { en } from './en';
import { errorsEn } from './errors_en';
import { errorsNl } from './errors_nl';
import { exhibitorEn } from './exhibitor_en';
import { exhibitorNl } from './exhibitor_nl';
import { fitEn } from './fit_en';
import { fitNl } from './fit_nl';
import { groupsEn } from './groups_en';
import { groupsNl } from './groups_nl';
import { joinEn } from './join_en';
import { joinNl } from './join_nl';
import { leadEn } from './lead_en';
import { leadNl } from './lead_nl';
import { makingEn } from './making_en';
import { makingNl } from './making_nl';
import { meetEn } from './meet_en';
import { meetNl } from './meet_nl';
import { nl } from './nl';
import { programmesEn } from './programmes_en';
import { programmesNl } from './programmes_nl';
import { resultsEn } from './results_en';
import { resultsNl } from './results_nl';
import { searchEn } from './search_en';
import { searchNl } from './search_nl';
import { setupEn } from './setup_en';
import { setupNl } from './setup_nl';
import { staffEn } from './staff_en';
import { staffNl } from './staff_nl';
import { reworded } from './work_experience';

/** Of one and of more, about somebody and about some. */
const ASKED: readonly unknown[] = [1, 3, 'Naam', ['Naam']];

/** What a function says of these; some of them it cannot read. */
function saidBy(value: (...args: unknown[]) => unknown): string[] {
	return ASKED.flatMap(one => {
		try {
			return textsOf(value(one, one, one, one));
		} catch {
			return [];
		}
	});
}

function textsOf(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value === 'function') return saidBy(value as (...args: unknown[]) => unknown);
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsOf);
}

it('says nowhere at a werkervaringsbeurs that it is about a stage', () => {
	const all = [boardNl, boardEn, callNl, callEn, fitNl, fitEn, leadNl, leadEn, meetNl, meetEn];
	const more = [resultsNl, resultsEn, setupNl, setupEn, staffNl, staffEn, nl, en];
	const programmes = [programmesNl, programmesEn, searchNl, searchEn];
	const students = [cardNl, cardEn, groupsNl, groupsEn, joinNl, joinEn];
	const making = [
		auditNl,
		auditEn,
		errorsNl,
		errorsEn,
		exhibitorNl,
		exhibitorEn,
		makingNl,
		makingEn,
	];
	const said = [...all, ...more, ...programmes, ...students, ...making].flatMap(catalogue =>
		textsOf(reworded(catalogue)),
	);
	expect(said.length).toBeGreaterThan(300);
	// The other kind of fair keeps its name.
	const ofStage = /stage(?!beurs)|stagiair|\binterns?\b|internship(?! fair)|\ban student/i;
	expect(said.filter(text => ofStage.test(text))).toEqual([]);
	expect(reworded(setupNl).placements.title).toBe('Werkervaringsplekken');
	expect(reworded(leadEn).about).toBe('Work experience place');
});

it('says it in sentences about somebody, too', () => {
	expect(reworded(makingNl).checklist.tasks.placements.open(1)).toBe(
		'1 stand heeft nog geen werkervaringsplek.',
	);
	expect(reworded(exhibitorNl).removeSure('Stageplek & Zo')).toMatch(
		/^Stageplek & Zo weghalen, met werkervaringsplekken/,
	);
	expect(reworded(setupEn).about.taglineHint).toMatch(/^What does a student do/);
	expect(reworded(makingEn).fair.kinds.internship).toBe('Internship fair (MBO, HBO)');
});

it('leaves names alone', () => {
	const { talkWith } = reworded(meetNl).slots;
	expect(talkWith('Stageplek & Zo')).toBe('Werkervaringsbeurs: gesprek met Stageplek & Zo');
});

it('keeps what functions say, and everything else', () => {
	expect(reworded(nl).room.waiting(3)).toBe('3 wachten');
	expect(reworded({ list: ['Stageplek', 3] })).toEqual({ list: ['Werkervaringsplek', 3] });
});
