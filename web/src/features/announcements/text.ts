import type { Announcement } from '../../gen/protocol';
import { locale } from '../../i18n';

export const textOf = ({ text, text_en }: Announcement): string =>
	locale.value === 'en' ? text_en : text;
