/* What mails say: the one place where their words stand, Dutch and English beside each other. */
#include "features/mail/letter.h"

const struct letter_frame letter_frames[LOCALE_COUNT] = {
	[LOCALE_NL] = { "nl", "Hoi {name},",
			"Stagebeurs, {origin}. Je krijgt deze mail omdat je er een account hebt. "
			"Antwoorden op deze mail leest niemand." },
	[LOCALE_EN] = { "en", "Hi {name},",
			"Stagebeurs, {origin}. You get this mail because you have an account there. "
			"Nobody reads replies to this mail." },
};

const struct letter_words letter_words[WORDS_COUNT][LOCALE_COUNT] = {
	[WORDS_SIGN_IN] = {
		[LOCALE_NL] = { "Inloggen bij Stagebeurs",
				"Met de knop hieronder log je in. De link werkt één keer, 10 minuten lang, in de "
				"browser waarin je erom vroeg.\n\nHeb je er niet om gevraagd? Dan hoef je niets "
				"te doen.",
				"Log in" },
		[LOCALE_EN] = { "Sign in to Stagebeurs",
				"The button below signs you in. The link works once, for 10 minutes, in the "
				"browser in which you asked for it.\n\nDid you not ask for it? Then there is "
				"nothing you need to do.",
				"Sign in" },
	},
	[WORDS_INVITATION] = {
		[LOCALE_NL] = { "Uitnodiging voor de stand van {booth}",
				"Je bent uitgenodigd om bij de stand van {booth} te werken op {fair}.\n\nMet de "
				"knop hieronder log je in. De link is voor jou alleen en werkt één keer, 24 uur "
				"lang. Daarna kan de standbeheerder je een nieuwe sturen.",
				"Naar de stand" },
		[LOCALE_EN] = { "Invitation to the booth of {booth}",
				"You are invited to work at the booth of {booth} at {fair}.\n\nThe button below "
				"signs you in. The link is for you alone and works once, for 24 hours. After "
				"that the booth's manager can send you a new one.",
				"To the booth" },
	},
	[WORDS_INVITATION_KNOWN] = {
		[LOCALE_NL] = { "Uitnodiging voor de stand van {booth}",
				"Je bent uitgenodigd om bij de stand van {booth} te werken op {fair}.\n\nJe logt "
				"in zoals je gewend bent.",
				"Naar Stagebeurs" },
		[LOCALE_EN] = { "Invitation to the booth of {booth}",
				"You are invited to work at the booth of {booth} at {fair}.\n\nYou sign in as "
				"you are used to.",
				"To Stagebeurs" },
	},
};
