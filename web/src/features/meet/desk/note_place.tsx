import { useEffect, useRef, useState } from 'preact/hooks';
import { staffWords } from '../../../i18n/staff';
import { Button } from '../../../ui/action';
import { keyed } from '../../../ui/keyed';
import type { Desk } from './desk';
import { isTextField } from './keys';
import { LeadForm } from './lead_form';

/**
 * The note about whom one talks to. Whoever still writes about the one before goes on doing so, also
 * when the seat is free again or rings the next: half a sentence must not land in another's note.
 */
export function NotePlace({ desk }: { readonly desk: Desk }) {
	const t = staffWords.value;
	const place = useRef<HTMLDivElement>(null);
	const about = useRef<number | undefined>(undefined);
	const work = useWork(place);
	const { call, leads } = desk;
	const now = call && desk.lead;
	const isTalking = call !== undefined && call.state !== 'ringing';
	// A choice is made at once: it does not hold up the note about whoever is talked to now.
	const isHeld = about.current !== now?.id && (work.is === 'text' || (work.is && !isTalking));
	const held = isHeld ? leads.find(({ id }) => id === about.current) : undefined;
	const lead = held ?? now;
	useEffect(() => {
		about.current = lead?.id;
	});
	return (
		<div ref={lead ? place : null} class="card stack" data-held={held !== undefined}>
			{lead ? (
				<>
					{held && (
						<div class="still-about" data-testid="still-about">
							<p>{t.lead.stillAbout(held.card.name)}</p>
							<Button onClick={work.leave} testId="leave-note">
								{t.desk.wrapUpDone}
							</Button>
						</div>
					)}
					<LeadForm key={lead.id} lead={lead} noteKey={keyed('A')} />
				</>
			) : (
				<p class="meta">{t.lead.none}</p>
			)}
		</div>
	);
}

type Work = 'text' | 'choice';

const workIn = (target: Element): Work => (isTextField(target) ? 'text' : 'choice');

/** Whether somebody is at work in a place: they were there last. The focus alone does not say it, because
 *  it is nowhere while a label is pressed, and after a button went away. */
function useWork(place: { readonly current: HTMLElement | null }) {
	const [is, setIs] = useState<Work>();
	const leave = () => setIs(undefined);
	useEffect(() => {
		const look = ({ target, type }: Event) => {
			const here = place.current;
			if (!here || !(target instanceof Element)) return;
			const isFocus = type === 'focusin';
			if (here.contains(target)) setIs(before => (isFocus ? workIn(target) : (before ?? 'choice')));
			// Where a label is pressed the focus goes to the page around it.
			else if (!isFocus || !target.contains(here)) leave();
		};
		const press = ({ key }: KeyboardEvent) => {
			if (key === 'Escape') leave();
		};
		addEventListener('focusin', look);
		addEventListener('pointerdown', look);
		addEventListener('keydown', press);
		return () => {
			removeEventListener('focusin', look);
			removeEventListener('pointerdown', look);
			removeEventListener('keydown', press);
		};
	}, [place]);
	return { is, leave };
}
