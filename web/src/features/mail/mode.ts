import { useEffect, useState } from 'preact/hooks';
import type { MailMode } from '../../gen/protocol';
import { call } from '../../state/client';

/** Whether mails leave this server; undefined until that is known. */
export function useMailMode(): MailMode | undefined {
	const [mode, setMode] = useState<MailMode>();
	useEffect(() => {
		void call('mail.mode', {}).then(result => {
			if (result.ok) setMode(result.value.mode);
		});
	}, []);
	return mode;
}
