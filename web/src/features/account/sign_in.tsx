import { useLayoutEffect, useState } from 'preact/hooks';
import { navigate } from '../../app/router';
import { words } from '../../i18n';
import { me } from '../../state/client';
import { homePath } from '../../state/me';
import { Action } from '../../ui/action';
import { Page } from '../../ui/page';
import { Empty } from '../../ui/state';
import { redeem } from './session';

/**
 * The page of a sign-in link. It waits for a press, because mail scanners open every link that they
 * see; the token is in the fragment, which no server or log gets.
 */
export function SignIn() {
	const t = words.value.account;
	const [token, setToken] = useState('');
	useLayoutEffect(() => {
		const take = () => {
			if (!location.hash) return;
			setToken(location.hash.slice(1));
			// The link must not stay behind in the history of a shared computer.
			history.replaceState(null, '', '/in');
		};
		take();
		addEventListener('hashchange', take);
		return () => removeEventListener('hashchange', take);
	}, []);
	return (
		<Page title={t.title} testId="sign-in">
			{token ? (
				<>
					<p class="prose">{t.text}</p>
					<Action
						look="main"
						isLarge
						testId="redeem"
						run={() => redeem(token)}
						onDone={() => navigate(homePath.peek(), 'replace')}
					>
						{t.button}
					</Action>
				</>
			) : (
				<Empty icon="circle-alert">{t.noToken}</Empty>
			)}
			{me.value && (
				<p>
					{t.alreadyIn(me.value.name)} <a href={homePath.value}>{t.goOn}</a>
				</p>
			)}
		</Page>
	);
}
