import { bilingual } from '.';
import { type SignInCatalogue, signInNl } from './sign_in_nl';

export const signInWords = bilingual<SignInCatalogue>(signInNl, () =>
	import('./sign_in_en').then(({ signInEn }) => signInEn),
);
