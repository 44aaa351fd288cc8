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
	[WORDS_NEW_BROWSER] = {
		[LOCALE_NL] = { "Ingelogd met een nieuwe browser",
				"Er is bij Stagebeurs ingelogd met jouw adres: {when}, in een browser die we nog "
				"niet kenden.\n\nWas jij dat? Dan hoef je niets te doen.\n\nWas jij het niet? Log "
				"dan in, druk bovenaan op je naam en kies Overal uitloggen.",
				"Naar Stagebeurs" },
		[LOCALE_EN] = { "Signed in with a new browser",
				"Somebody signed in to Stagebeurs with your address: {when}, in a browser that we "
				"did not know yet.\n\nWas it you? Then there is nothing you need to do.\n\nWas it "
				"not you? Sign in, press your name at the top and choose Sign out everywhere.",
				"To Stagebeurs" },
	},
	[WORDS_SCHOOL] = {
		[LOCALE_NL] = { "Samen een beurs: {fair}",
				"{school} vraagt of jullie samen met hen deze beurs willen houden: {fair}.\n\nZeg "
				"ja of nee bij Mijn beurzen. Zeg je ja, dan beheren jullie de beurs samen.",
				"Naar mijn beurzen" },
		[LOCALE_EN] = { "A fair together: {fair}",
				"{school} asks whether you would like to hold this fair together with them: "
				"{fair}.\n\nSay yes or no at My fairs. If you say yes, you run the fair together.",
				"To my fairs" },
	},
	[WORDS_CODE] = {
		[LOCALE_NL] = { "Je code voor Stagebeurs: {code}",
				"Je code is {code}. Typ hem in de browser waarin je erom vroeg. Hij werkt 10 minuten.\n\n"
				"Heb je er niet om gevraagd? Geef deze code dan aan niemand. Je hoeft niets te doen.",
				"Naar Stagebeurs" },
		[LOCALE_EN] = { "Your code for Stagebeurs: {code}",
				"Your code is {code}. Type it in the browser in which you asked for it. It works for 10 "
				"minutes.\n\nDid you not ask for it? Then give this code to nobody. There is nothing you "
				"need to do.",
				"To Stagebeurs" },
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
	[WORDS_SCHOOL_STAFF] = {
		[LOCALE_NL] = { "Je werkt mee aan {fair}",
				"{school} heeft je toegevoegd aan het team van {fair}.\n\nMet de knop hieronder "
				"log je in. De link is voor jou alleen en werkt één keer, 24 uur lang. Daarna "
				"kan wie de beurs organiseert je een nieuwe sturen.",
				"Naar de beurs" },
		[LOCALE_EN] = { "You work on {fair}",
				"{school} added you to the team of {fair}.\n\nThe button below signs you in. The "
				"link is for you alone and works once, for 24 hours. After that whoever "
				"organises the fair can send you a new one.",
				"To the fair" },
	},
	[WORDS_SCHOOL_STAFF_KNOWN] = {
		[LOCALE_NL] = { "Je werkt mee aan {fair}",
				"{school} heeft je toegevoegd aan het team van {fair}.\n\nJe logt in zoals je "
				"gewend bent.",
				"Naar Stagebeurs" },
		[LOCALE_EN] = { "You work on {fair}",
				"{school} added you to the team of {fair}.\n\nYou sign in as you are used to.",
				"To Stagebeurs" },
	},
	[WORDS_EXHIBITOR] = {
		[LOCALE_NL] = { "Richt de stand van {booth} in voor {fair}",
				"{booth} doet mee aan {fair}, en jij regelt de stand. In een paar stappen zet je "
				"klaar wat studenten zien: wie jullie zijn, welke plekken er zijn, wie er mee "
				"praten en wanneer. Daarna test je je camera.\n\nMet de knop hieronder log je in. "
				"De link is voor jou alleen en werkt één keer, twee weken lang. Ben je later? Open "
				"hem toch: dan mailen we je een nieuwe.",
				"Richt de stand in" },
		[LOCALE_EN] = { "Set up the booth of {booth} for {fair}",
				"{booth} takes part in {fair}, and you look after its booth. In a few steps you "
				"prepare what students see: who you are, which placements there are, who talks "
				"with them and when. Then you test your camera.\n\nThe button below signs you in. "
				"The link is for you alone and works once, for two weeks. Are you later? Open it "
				"all the same: we then mail you a new one.",
				"Set up the booth" },
	},
	[WORDS_EXHIBITOR_KNOWN] = {
		[LOCALE_NL] = { "Richt de stand van {booth} in voor {fair}",
				"{booth} doet mee aan {fair}, en jij regelt de stand. In een paar stappen zet je "
				"klaar wat studenten zien: wie jullie zijn, welke plekken er zijn, wie er mee "
				"praten en wanneer. Daarna test je je camera.\n\nJe logt in zoals je gewend bent.",
				"Richt de stand in" },
		[LOCALE_EN] = { "Set up the booth of {booth} for {fair}",
				"{booth} takes part in {fair}, and you look after its booth. In a few steps you "
				"prepare what students see: who you are, which placements there are, who talks "
				"with them and when. Then you test your camera.\n\nYou sign in as you are used to.",
				"Set up the booth" },
	},
	[WORDS_EXHIBITOR_REMINDER] = {
		[LOCALE_NL] = { "De stand van {booth} is nog niet klaar",
				"Voor {fair} moet er nog iets gebeuren aan de stand van {booth}. Aantal stappen "
				"dat nog open staat: {count}.\n\nOp de pagina van je stand zie je welke dat zijn.",
				"Maak de stand af" },
		[LOCALE_EN] = { "The booth of {booth} is not ready yet",
				"Before {fair} something is still to be done for the booth of {booth}. Steps that "
				"are left: {count}.\n\nThe page of your booth shows which ones.",
				"Finish the booth" },
	},
	[WORDS_BOOKED] = {
		[LOCALE_NL] = { "Je afspraak met {booth}",
				"Je hebt een afspraak met {booth}: {when}. In de bijlage staat hij voor je "
				"eigen agenda.\n\nZorg dat je er een paar minuten eerder bent. Kun je niet? Geef "
				"de afspraak dan terug, dan kan iemand anders hem nemen.",
				"Naar je agenda" },
		[LOCALE_EN] = { "Your booking with {booth}",
				"You have a booking with {booth}: {when}. It is attached for your own "
				"calendar.\n\nPlease be there a few minutes early. Can you not come? Give the "
				"booking back, so that somebody else can have it.",
				"To your agenda" },
	},
	[WORDS_OFFERED] = {
		[LOCALE_NL] = { "{booth} heeft tijd voor je",
				"Je kunt praten met {booth}: {when}.\n\nWe houden die tijd voor je vrij tot "
				"{until}. Zeg daarvoor of je komt.",
				"Ja of nee zeggen" },
		[LOCALE_EN] = { "{booth} has time for you",
				"You can talk with {booth}: {when}.\n\nWe keep that time for you until {until}. "
				"Say before then whether you come.",
				"Say yes or no" },
	},
	[WORDS_MOVED] = {
		[LOCALE_NL] = { "Je afspraak met {booth} is verplaatst",
				"De beurs is verplaatst, en je afspraak met {booth} ook: {when}.\n\nKun je dan? "
				"Zeg het voor {until}, anders gaat de tijd naar iemand anders.",
				"Ja of nee zeggen" },
		[LOCALE_EN] = { "Your booking with {booth} has moved",
				"The fair has moved, and your booking with {booth} with it: {when}.\n\nCan you "
				"come then? Say so before {until}, or the time goes to somebody else.",
				"Say yes or no" },
	},
	[WORDS_FAIR_MOVED] = {
		[LOCALE_NL] = { "{fair} is verplaatst",
				"{fair} begint op een ander moment.\n\nEerst: {from}\nNu: {to}\n\nAlle tijden bij de "
				"stands schuiven mee. Studenten met een afspraak krijgen de vraag of de nieuwe tijd "
				"past.",
				"Naar de beurs" },
		[LOCALE_EN] = { "{fair} has moved",
				"{fair} begins at another moment.\n\nBefore: {from}\nNow: {to}\n\nAll times at the "
				"booths move along. Students with a booking are asked whether the new time suits "
				"them.",
				"To the fair" },
	},
	[WORDS_CANCELLED] = {
		[LOCALE_NL] = { "Je afspraak met {booth} gaat niet door",
				"Je afspraak met {booth} gaat niet door: {when}. Dat ligt niet aan jou.\n\nIn je "
				"agenda zie je wat er nog kan.",
				"Naar je agenda" },
		[LOCALE_EN] = { "Your booking with {booth} is cancelled",
				"Your booking with {booth} is cancelled: {when}. That is not because of "
				"you.\n\nYour agenda shows what else is possible.",
				"To your agenda" },
	},
	[WORDS_UNANSWERED] = {
		[LOCALE_NL] = { "Je afspraak met {booth} gaat niet door",
				"De beurs is verplaatst. We vroegen of de nieuwe tijd met {booth} je past: "
				"{when}. Je hebt niet op tijd geantwoord, en daarom gaat je afspraak niet "
				"door.\n\nWil je nog met {booth} praten? Kies dan een andere tijd.",
				"Kies een andere tijd" },
		[LOCALE_EN] = { "Your booking with {booth} is cancelled",
				"The fair has moved. We asked whether the new time with {booth} suits you: "
				"{when}. You did not answer in time, so your booking is "
				"cancelled.\n\nDo you still want to talk with {booth}? Choose another time.",
				"Choose another time" },
	},
	[WORDS_GIVEN_BACK] = {
		[LOCALE_NL] = { "Afgezegd: je afspraak met {booth}",
				"Je hebt je afspraak met {booth} afgezegd: {when}. In de bijlage staat dat voor "
				"je eigen agenda.",
				"Naar je agenda" },
		[LOCALE_EN] = { "Given back: your booking with {booth}",
				"You gave your booking with {booth} back: {when}. It is attached for your own "
				"calendar.",
				"To your agenda" },
	},
	[WORDS_LAPSED] = {
		[LOCALE_NL] = { "Deze tijd met {booth} vervalt",
				"Deze tijd met {booth} vervalt: {when}. In de bijlage staat dat voor je eigen "
				"agenda.\n\nBij Stagebeurs zie je welke afspraken je hebt.",
				"Naar je agenda" },
		[LOCALE_EN] = { "This time with {booth} lapses",
				"This time with {booth} lapses: {when}. It is attached for your own "
				"calendar.\n\nAt Stagebeurs you see which bookings you have.",
				"To your agenda" },
	},
	[WORDS_REMINDER_DAY] = {
		[LOCALE_NL] = { "Morgen: je gesprek met {booth}",
				"Je hebt een afspraak met {booth}: {when}.\n\nTest vandaag vast je camera en "
				"microfoon op het apparaat dat je gebruikt. Kun je niet? Geef de afspraak dan "
				"terug, dan kan iemand anders hem nemen.",
				"Naar je agenda" },
		[LOCALE_EN] = { "Tomorrow: your conversation with {booth}",
				"You have a booking with {booth}: {when}.\n\nTest your camera and microphone "
				"today, on the device that you will use. Can you not come? Give the booking "
				"back, so that somebody else can have it.",
				"To your agenda" },
	},
	[WORDS_REMINDER_SOON] = {
		[LOCALE_NL] = { "Zo meteen: je gesprek met {booth}",
				"Je gesprek met {booth} begint bijna: {when}.\n\nOpen je agenda en meld je aan.",
				"Naar je agenda" },
		[LOCALE_EN] = { "Soon: your conversation with {booth}",
				"Your conversation with {booth} begins soon: {when}.\n\nOpen your agenda and "
				"check in.",
				"To your agenda" },
	},
	[WORDS_ANSWER_YES] = {
		[LOCALE_NL] = { "Antwoord van {booth}",
				"{booth} heeft je geantwoord: ja.\n\n{reason}",
				"Lees het in je agenda" },
		[LOCALE_EN] = { "Answer from {booth}",
				"{booth} answered you: yes.\n\n{reason}",
				"Read it in your agenda" },
	},
	[WORDS_ANSWER_MAYBE] = {
		[LOCALE_NL] = { "Antwoord van {booth}",
				"{booth} heeft je geantwoord: misschien.\n\n{reason}",
				"Lees het in je agenda" },
		[LOCALE_EN] = { "Answer from {booth}",
				"{booth} answered you: maybe.\n\n{reason}",
				"Read it in your agenda" },
	},
	[WORDS_ANSWER_NO] = {
		[LOCALE_NL] = { "Antwoord van {booth}",
				"{booth} heeft je geantwoord: nee.\n\n{reason}",
				"Lees het in je agenda" },
		[LOCALE_EN] = { "Answer from {booth}",
				"{booth} answered you: no.\n\n{reason}",
				"Read it in your agenda" },
	},
	[WORDS_OVERDUE] = {
		[LOCALE_NL] = { "Nog te beantwoorden: {count}",
				"Deze studenten spraken met {booth} en wachten op antwoord, langer dan was "
				"beloofd:\n\n{list}\n\nEen kort antwoord is genoeg. Ook een nee helpt, met een "
				"reden.",
				"Beantwoorden" },
		[LOCALE_EN] = { "Answers that are owed: {count}",
				"These students talked with {booth} and wait for an answer, longer than was "
				"promised:\n\n{list}\n\nA short answer is enough. A no helps too, with a reason.",
				"Answer them" },
	},
	[WORDS_FAIR_CALLED_OFF] = {
		[LOCALE_NL] = { "{fair} gaat niet door",
				"{fair} gaat niet door. De beurs zou beginnen op {when}.\n\nAfspraken zijn afgezegd. "
				"Studenten met een afspraak weten het.",
				"Naar de beurs" },
		[LOCALE_EN] = { "{fair} is called off",
				"{fair} is called off. It would have begun on {when}.\n\nBookings are cancelled. "
				"Students who had one know.",
				"To the fair" },
	},
	[WORDS_NOTE] = {
		[LOCALE_NL] = { "Bericht van de beurs voor {booth}",
				"De organisatie van de beurs schrijft aan {booth}:\n\n{text}\n\nJe krijgt dit per mail "
				"omdat niemand van jullie nu online is. Aan de stand staat het bericht ook.",
				"Naar de stand" },
		[LOCALE_EN] = { "Message from the fair for {booth}",
				"The organisers of the fair write to {booth}:\n\n{text}\n\nYou get this by mail because "
				"none of you is online now. The message is at the booth as well.",
				"To the booth" },
	},
	[WORDS_STUDENT] = {
		[LOCALE_NL] = { "Kom naar {fair}",
				"Je school vraagt je om mee te doen aan {fair}. Daar praat je met bedrijven die een "
				"plek voor je hebben.\n\nMet de knop hieronder log je in. De link is voor jou alleen en "
				"werkt één keer, 24 uur lang.",
				"Doe mee" },
		[LOCALE_EN] = { "Come to {fair}",
				"Your school asks you to take part in {fair}. There you talk with employers who have a "
				"place for you.\n\nThe button below signs you in. The link is for you alone and works "
				"once, for 24 hours.",
				"Take part" },
	},
	[WORDS_STUDENT_KNOWN] = {
		[LOCALE_NL] = { "Kom naar {fair}",
				"Je school vraagt je om mee te doen aan {fair}. Daar praat je met bedrijven die een "
				"plek voor je hebben.\n\nLog in met dit e-mailadres. Je krijgt dan een nieuwe link.",
				"Naar inloggen" },
		[LOCALE_EN] = { "Come to {fair}",
				"Your school asks you to take part in {fair}. There you talk with employers who have a "
				"place for you.\n\nSign in with this e-mail address. You then get a new link.",
				"To sign-in" },
	},
};

const char *const event_titles[FAIR_KIND_COUNT][LOCALE_COUNT] = {
	[FAIR_KIND_INTERNSHIP] = { [LOCALE_NL] = "Stagebeurs: gesprek met ",
				   [LOCALE_EN] = "Internship fair: conversation with " },
	[FAIR_KIND_WORK_EXPERIENCE] = { [LOCALE_NL] = "Werkervaringsbeurs: gesprek met ",
					[LOCALE_EN] = "Work experience fair: conversation with " },
};
