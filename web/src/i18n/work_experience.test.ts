import { expect, it } from 'vitest';
import { boardEn } from './board_en';
import { boardNl } from './board_nl';
import { callEn } from './call_en';
import { callNl } from './call_nl';
import { cardEn } from './card_en';
import { cardNl } from './card_nl';
import { en } from './en';
import { fitEn } from './fit_en';
import { fitNl } from './fit_nl';
import { groupsEn } from './groups_en';
import { groupsNl } from './groups_nl';
import { joinEn } from './join_en';
import { joinNl } from './join_nl';
import { leadEn } from './lead_en';
import { leadNl } from './lead_nl';
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

function textsOf(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsOf);
}

it('says nowhere at a werkervaringsbeurs that it is about a stage', () => {
	const all = [boardNl, boardEn, callNl, callEn, fitNl, fitEn, leadNl, leadEn, meetNl, meetEn];
	const more = [resultsNl, resultsEn, setupNl, setupEn, staffNl, staffEn, nl, en];
	const programmes = [programmesNl, programmesEn, searchNl, searchEn];
	const students = [cardNl, cardEn, groupsNl, groupsEn, joinNl, joinEn];
	const said = [...all, ...more, ...programmes, ...students].flatMap(catalogue =>
		textsOf(reworded(catalogue)),
	);
	expect(said.length).toBeGreaterThan(300);
	// Who looks after students is called so at every fair.
	expect(said.filter(text => /stage(?!co)|stagiair|intern(ship)?s?\b/i.test(text))).toEqual([]);
	expect(reworded(setupNl).placements.title).toBe('Werkervaringsplekken');
	expect(reworded(leadEn).about).toBe('Work experience place');
});

it('leaves names alone', () => {
	const { talkWith } = reworded(meetNl).slots;
	expect(talkWith('Stageplek & Zo')).toBe('Werkervaringsbeurs: gesprek met Stageplek & Zo');
});

it('keeps what functions say, and everything else', () => {
	expect(reworded(nl).room.waiting(3)).toBe('3 wachten');
	expect(reworded({ list: ['Stageplek', 3] })).toEqual({ list: ['Werkervaringsplek', 3] });
});
