import './styles/tokens.css';
import './styles/base.css';
import { render } from 'preact';
import { startErrors } from './app/errors';
import { startRouter } from './app/router';
import { Shell } from './app/shell';
import { readSwitches } from './app/switches';
import { startTitle } from './app/title';
import { startOwnLanguage } from './features/account/language';
import { startZone } from './features/fair/zone';
import { startLanguage } from './i18n';
import { startClient } from './state/client';
import { startTime } from './state/time';

// The line first: while the words are fetched, the server already answers.
readSwitches();
startClient();
startTime();
startRouter();
startTitle();
startErrors();
startZone();
startOwnLanguage();
void startLanguage().then(() => {
	const root = document.getElementById('app');
	if (root) render(<Shell />, root);
});
