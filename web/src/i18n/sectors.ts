import type { Locale, Sector } from '../gen/protocol';

/** What sectors are called. A new room gets its names from here, in both languages at once. */
export const sectorNames: Readonly<Record<Sector, Readonly<Record<Locale, string>>>> = {
	care: { nl: 'Zorg en welzijn', en: 'Care and welfare' },
	engineering: { nl: 'Techniek en transport', en: 'Engineering and transport' },
	hospitality: { nl: 'Horeca en toerisme', en: 'Hospitality and tourism' },
	green: { nl: 'Voeding, natuur en wetenschap', en: 'Food, nature and science' },
	ict: { nl: 'ICT en media', en: 'IT and media' },
	retail: { nl: 'Handel en zakelijk', en: 'Retail and business' },
	construction: { nl: 'Bouw en veiligheid', en: 'Construction and safety' },
	childcare: { nl: 'Onderwijs, kind en sport', en: 'Education, childcare and sport' },
};
