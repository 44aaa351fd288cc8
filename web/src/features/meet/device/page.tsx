import { useEffect, useState } from 'preact/hooks';
import { deviceWords } from '../../../i18n/device';
import { call } from '../../../state/client';
import { homePath, isStudent, participation } from '../../../state/me';
import { Button } from '../../../ui/action';
import { Icon } from '../../../ui/icon';
import { Page } from '../../../ui/page';
import { Empty } from '../../../ui/state';
import { browserOf } from './browser';
import { CameraStep, MicrophoneStep, RouteStep, SpeakerStep } from './cards';
import { DeviceCheck } from './check';
import { isDenied, outcomeOf } from './steps';
import './device.css';

interface Props {
	/** The booth that this is a step of setting up. */
	readonly booth: number | undefined;
}

/** Camera, microphone, sound and road, tried while there is time to mend them. */
export function DevicePage({ booth }: Props) {
	const t = deviceWords.value;
	const [check] = useState(() => new DeviceCheck());
	useEffect(() => () => check.stop(), []);
	const [to, back] = booth
		? [`/inrichten/${booth}`, t.back.setup]
		: isStudent.value
			? ['/rijen', t.back.student]
			: [homePath.value, t.back.staff];
	return (
		<Page
			title={t.title}
			testId="device-page"
			above={
				<a class="back" href={to}>
					<Icon name="arrow-left" />
					{back}
				</a>
			}
		>
			<div class="stack">
				<p class="prose">{t.intro}</p>
				<Empty icon="type">{t.typing}</Empty>
			</div>
			{check.isStarted.value ? (
				<Tried check={check} booth={booth ?? participation.value?.booth} to={to} />
			) : (
				<div class="stack">
					<p class="prose">{t.startHint}</p>
					<p>
						<Button
							look="main"
							isLarge
							icon="play"
							onClick={() => void check.start()}
							testId="device-start"
						>
							{t.start}
						</Button>
					</p>
				</div>
			)}
		</Page>
	);
}

interface TriedProps extends Props {
	readonly check: DeviceCheck;
	readonly to: string;
}

function Tried({ check, booth, to }: TriedProps) {
	const t = deviceWords.value;
	const steps = check.steps.value;
	const outcome = outcomeOf(steps);
	// The fair's organisers see which booths have tried; one that cannot be seen or heard has not.
	useEffect(() => {
		if (booth !== undefined && (outcome === 'picture' || outcome === 'voice'))
			void call('exhibitor.camera_tried', { booth });
	}, [booth, outcome]);
	return (
		<>
			{isDenied(steps) && <Denied onAgain={() => void check.open()} />}
			<ol class="device-steps">
				<CameraStep check={check} step={steps.camera} />
				<MicrophoneStep check={check} step={steps.microphone} />
				<SpeakerStep check={check} step={steps.speaker} />
				<RouteStep check={check} step={steps.route} />
			</ol>
			<div role="status" class="device-outcome" data-testid="outcome" data-outcome={outcome}>
				{outcome && <p>{t.outcome[outcome]}</p>}
			</div>
			{outcome && (
				<p>
					<a class="button" data-look="main" data-large href={to} data-testid="device-done">
						{t.done}
					</a>
				</p>
			)}
		</>
	);
}

/** A page may not ask again: only its reader can change that, beside the address. */
function Denied({ onAgain }: { readonly onAgain: () => void }) {
	const t = deviceWords.value;
	const browser = browserOf(navigator.userAgent);
	const icon = browser === 'firefox' ? 'video-off' : browser === 'edge' ? 'lock' : 'settings-2';
	return (
		<section class="card stack" data-testid="denied">
			<h2>{t.denied.title}</h2>
			{browser !== 'safari' && (
				<div class="address" aria-hidden="true">
					<p class="address-here">{t.denied.here} ↓</p>
					<p class="address-bar">
						<span class="address-icon">
							<Icon name={icon} />
						</span>
						<span class="address-text">{location.host}</span>
					</p>
				</div>
			)}
			<ol class="device-tips" data-numbered>
				{t.denied.where[browser].map(text => (
					<li key={text}>{text}</li>
				))}
			</ol>
			<p class="meta">{t.denied.elsewhere}</p>
			<p>
				<Button look="main" icon="refresh-cw" onClick={onAgain} testId="device-again">
					{t.again}
				</Button>
			</p>
		</section>
	);
}
