import type { Fair } from '../../gen/protocol';
import { locale } from '../../i18n';

/** Moments as a report says them that is read years later: with their year, in the fair's own zone. */
export function whenOf({ timezone: timeZone }: Pick<Fair, 'timezone'>) {
	const language = locale.value === 'nl' ? 'nl-NL' : 'en-GB';
	const days = new Intl.DateTimeFormat(language, {
		timeZone,
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		year: 'numeric',
	});
	const times = new Intl.DateTimeFormat(language, { timeZone, hour: '2-digit', minute: '2-digit' });
	const moment = (ms: number) => `${days.format(ms)} ${times.format(ms)}`;
	/** From the planned opening to the planned closing. */
	const evening = ({ opens_ms, closes_ms }: Pick<Fair, 'opens_ms' | 'closes_ms'>) => {
		const isOneDay = days.format(opens_ms) === days.format(closes_ms);
		return `${moment(opens_ms)}–${isOneDay ? times.format(closes_ms) : moment(closes_ms)}`;
	};
	return { moment, evening };
}
