import { bilingual } from '.';
import { type MailCatalogue, mailNl } from './mail_nl';

export const mailWords = bilingual<MailCatalogue>(mailNl, () =>
	import('./mail_en').then(({ mailEn }) => mailEn),
);
