import type { FairTexts } from '../../gen/protocol';
import { QuietBooths } from '../live/pointed';
import { Search } from '../search/search';
import { CardHint } from '../students/card_hint';
import { FairWords } from './texts';

export interface LaterProps {
	readonly fair: number;
	readonly texts?: FairTexts;
	readonly isOpen?: boolean;
	readonly finds?: boolean;
}

/** What the lobby shows around its floor, fetched after it: what one can look for, the fair's texts, or a student's. */
export function Around({ fair, texts, isOpen, finds }: LaterProps) {
	if (finds) return <Search fair={fair} />;
	if (texts) return <FairWords texts={texts} />;
	return (
		<>
			<CardHint fair={fair} />
			{isOpen && <QuietBooths fair={fair} />}
		</>
	);
}
