import { useState } from 'preact/hooks';
import { useLazy } from '../../app/lazy';
import { safetyWords } from '../../i18n/safety';
import { Button } from '../../ui/action';
import { Dialog } from '../../ui/dialog';

interface Props {
	readonly call: number;
	/** Of whom. */
	readonly name: string;
}

/** Tells the organiser what went wrong in a talk, and ends the acquaintance when that is wanted. */
export function ReportButton({ call, name }: Props) {
	const t = safetyWords.value;
	const [isOpen, setOpen] = useState(false);
	return (
		<>
			<Button look="quiet" icon="circle-alert" onClick={() => setOpen(true)} testId="report">
				{t.report}
			</Button>
			{isOpen && (
				<Dialog title={t.title(name)} onClose={() => setOpen(false)} testId="report-dialog">
					<Form call={call} />
				</Dialog>
			)}
		</>
	);
}

const loadForm = () => import('./report_form').then(({ ReportForm }) => ReportForm);

/** Few need it: fetched when somebody does. */
function Form({ call }: { readonly call: number }) {
	const form = useLazy(loadForm);
	return form.state === 'here' && <form.value about={{ call }} />;
}
