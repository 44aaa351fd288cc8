import { makingWords } from '../../../i18n/making';

export const STEPS = ['beurs', 'zalen', 'regels', 'teksten', 'collegas'] as const;
export type Step = (typeof STEPS)[number];

export const stepPath = (fair: number, step: Step): string => `/beheer/${fair}/opzetten/${step}`;

interface Props {
	readonly step: Step;
	/** Absent: not made yet, so that the other steps cannot be visited. */
	readonly fair?: number;
}

/** Where one is on the way to a fair. */
export function StepList({ step, fair }: Props) {
	const t = makingWords.value.steps;
	return (
		<nav aria-label={t.label}>
			<ol class="steps">
				{STEPS.map((one, i) => (
					<li key={one}>
						{fair === undefined ? (
							<span class="step" aria-current={one === step ? 'step' : undefined}>
								<Named n={i + 1} text={t.titles[one]} />
							</span>
						) : (
							<a
								class="step"
								href={stepPath(fair, one)}
								aria-current={one === step ? 'step' : undefined}
							>
								<Named n={i + 1} text={t.titles[one]} />
							</a>
						)}
					</li>
				))}
			</ol>
		</nav>
	);
}

function Named({ n, text }: { readonly n: number; readonly text: string }) {
	return (
		<>
			<span class="step-number">{n}</span>
			<span>{text}</span>
		</>
	);
}
