import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { IconName } from '../../../gen/icons';
import { deviceWords } from '../../../i18n/device';
import { isStudent } from '../../../state/me';
import { Button } from '../../../ui/action';
import { Icon } from '../../../ui/icon';
import { Badge, type Tone } from '../../../ui/state';
import type { DeviceCheck } from './check';
import { chosen } from './chosen';
import { DeviceField } from './devices';
import { Hearing, heightOf, listen, loudnessOf } from './level';
import type { DeviceUse } from './remembered';
import type { Roads } from './road';
import type { Step, StepName, StepState, Steps } from './steps';
import { tryBell } from './try_bell';

interface Props<N extends StepName> {
	readonly check: DeviceCheck;
	readonly step: Steps[N];
}

export function CameraStep({ check, step }: Props<'camera'>) {
	const t = deviceWords.value.camera;
	const track = check.video.value;
	return (
		<StepCard
			name="camera"
			icon="video"
			state={step.state}
			tips={step.state === 'fails' ? t.fails[step.why] : []}
			onAgain={canRetry(step, track) ? () => void check.open() : undefined}
		>
			{track && (
				<>
					<Preview track={track} />
					<DeviceField
						use="camera"
						label={t.choose}
						value={idInUse('camera', track, step.state)}
						since={track}
						onChange={id => void check.use('camera', id)}
					/>
					<YesNo
						question={t.question}
						answer={answerOf(step.state)}
						onAnswer={isSeen => check.answerCamera(isSeen)}
						testId="seen"
					/>
				</>
			)}
		</StepCard>
	);
}

function Preview({ track }: { readonly track: MediaStreamTrack }) {
	const video = useRef<HTMLVideoElement>(null);
	useEffect(() => {
		if (video.current) video.current.srcObject = new MediaStream([track]);
	}, [track]);
	return (
		<video
			ref={video}
			class="device-preview"
			autoplay
			playsInline
			muted
			aria-label={deviceWords.value.camera.preview}
			data-testid="preview"
		/>
	);
}

export function MicrophoneStep({ check, step }: Props<'microphone'>) {
	const t = deviceWords.value.microphone;
	const track = check.audio.value;
	return (
		<StepCard
			name="microphone"
			icon="mic"
			state={step.state}
			tips={step.state === 'fails' ? t.fails[step.why] : []}
			onAgain={canRetry(step, track) ? () => void check.open() : undefined}
		>
			{track && (
				<>
					<p>{t.speak}</p>
					<Meter
						key={track.id}
						track={track}
						isHeard={step.state === 'works'}
						onVerdict={is => check.answerMicrophone(is)}
					/>
					<DeviceField
						use="microphone"
						label={t.choose}
						value={idInUse('microphone', track, step.state)}
						since={track}
						onChange={id => void check.use('microphone', id)}
					/>
				</>
			)}
		</StepCard>
	);
}

interface MeterProps {
	readonly track: MediaStreamTrack;
	/** Was heard before: silence is no longer a complaint. */
	readonly isHeard: boolean;
	readonly onVerdict: (isHeard: boolean) => void;
}

/** How loud it is, as a bar and in words; neither is read out as it moves. */
function Meter({ track, isHeard, onVerdict }: MeterProps) {
	const t = deviceWords.value.microphone;
	const [level, setLevel] = useState(0);
	const loudness = loudnessOf(level);
	const said = useRef<'heard' | 'silent' | undefined>(undefined);
	useEffect(() => {
		const hearing = new Hearing();
		return listen(track, rms => {
			setLevel(rms);
			const verdict = hearing.hear(rms, Date.now());
			if (!verdict || verdict === said.current) return;
			said.current = verdict;
			onVerdict(verdict === 'heard');
		});
	}, [track]);
	return (
		<div class="device-level">
			<meter min={0} max={1} value={heightOf(level)} aria-label={t.level} data-testid="level" />
			<p class="meta" data-testid="loudness">
				{isHeard && loudness === 'silent' ? t.quiet : t.loudness[loudness]}
			</p>
		</div>
	);
}

export function SpeakerStep({ check, step }: Props<'speaker'>) {
	const t = deviceWords.value.speaker;
	const [isPlayed, setPlayed] = useState(false);
	return (
		<StepCard
			name="speaker"
			icon="volume-2"
			state={step.state}
			tips={step.state === 'fails' ? t.fails[step.why] : []}
		>
			<p>{isStudent.value ? t.text : t.textStaff}</p>
			<DeviceField
				use="speaker"
				label={t.choose}
				value={chosen.value.speaker}
				// Speakers have names once the microphone is allowed.
				since={check.audio.value}
				onChange={id => check.useSpeaker(id)}
			/>
			<p>
				<Button
					icon="bell-ring"
					onClick={() => {
						setPlayed(true);
						void tryBell();
					}}
					testId="play-bell"
				>
					{t.play}
				</Button>
			</p>
			{isPlayed && (
				<YesNo
					question={t.question}
					answer={answerOf(step.state)}
					onAnswer={isHeard => check.answerSpeaker(isHeard)}
					testId="heard"
				/>
			)}
		</StepCard>
	);
}

export function RouteStep({ check, step }: Props<'route'>) {
	const t = deviceWords.value.route;
	const roads = check.roads.value;
	const relay = roads?.relay;
	const isSlow = relay?.protocol !== undefined && relay.protocol !== 'udp';
	return (
		<StepCard
			name="route"
			icon="route"
			state={step.state}
			tips={step.state === 'fails' ? t.fails[step.why] : []}
			onAgain={step.state === 'fails' ? () => void check.tryRoads() : undefined}
			foot={
				roads &&
				step.state !== 'busy' && (
					<p class="meta" data-testid="roads">
						{t.technical(relayWord(roads), roads.direct !== undefined)}
					</p>
				)
			}
		>
			{step.state === 'busy' && <p>{t.busy}</p>}
			{step.state === 'works' && <p>{!relay ? t.worksDirect : isSlow ? t.worksSlow : t.works}</p>}
		</StepCard>
	);
}

/** In a technician's words. */
function relayWord({ hasRelay, relay }: Roads): string {
	return relay ? (relay.protocol?.toUpperCase() ?? '+') : hasRelay ? '✗' : '–';
}

const looks: Readonly<Record<StepState, readonly [Tone, IconName]>> = {
	todo: ['quiet', 'clock'],
	busy: ['quiet', 'clock'],
	asks: ['info', 'circle-question-mark'],
	works: ['good', 'circle-check'],
	fails: ['error', 'circle-alert'],
};

interface CardProps {
	readonly name: StepName;
	readonly icon: IconName;
	readonly state: StepState;
	readonly tips: readonly string[];
	readonly onAgain?: (() => void) | undefined;
	readonly foot?: ComponentChildren;
	readonly children: ComponentChildren;
}

/** One thing that is tried: how it stands, and what to do where it does not work. */
function StepCard({ name, icon, state, tips, onAgain, foot, children }: CardProps) {
	const t = deviceWords.value;
	const [tone, badge] = looks[state];
	const asks = name === 'route' ? t.state.todo : t[name].asks;
	return (
		<li class="card stack device-step" data-testid={`step-${name}`} data-state={state}>
			<div class="device-step-head">
				<h2>
					<Icon name={icon} />
					{t[name].title}
				</h2>
				<div role="status">
					<Badge tone={tone} icon={badge}>
						{state === 'asks' ? asks : t.state[state]}
					</Badge>
				</div>
			</div>
			{children}
			{tips.length > 0 && (
				<div class="stack" data-testid={`tips-${name}`}>
					<h3>{t.tips}</h3>
					<ul class="device-tips">
						{tips.map(text => (
							<li key={text}>{text}</li>
						))}
					</ul>
				</div>
			)}
			{onAgain && (
				<p>
					<Button icon="refresh-cw" onClick={onAgain} testId={`again-${name}`}>
						{t.again}
					</Button>
				</p>
			)}
			{foot}
		</li>
	);
}

interface YesNoProps {
	readonly question: string;
	readonly answer: boolean | undefined;
	readonly onAnswer: (isYes: boolean) => void;
	readonly testId: string;
}

function YesNo({ question, answer, onAnswer, testId }: YesNoProps) {
	const t = deviceWords.value;
	return (
		<fieldset class="device-question">
			<legend>{question}</legend>
			<div class="actions">
				<Button
					icon="check"
					isPressed={answer === true}
					onClick={() => onAnswer(true)}
					testId={`${testId}-yes`}
				>
					{t.yes}
				</Button>
				<Button
					icon="x"
					isPressed={answer === false}
					onClick={() => onAnswer(false)}
					testId={`${testId}-no`}
				>
					{t.no}
				</Button>
			</div>
		</fieldset>
	);
}

/** Where the browser refuses, the way out is told once, above. */
function canRetry(step: Step, track: MediaStreamTrack | undefined): boolean {
	return step.state === 'fails' && !track && step.why !== 'denied';
}

/** What was just chosen is not open yet. */
function idInUse(use: DeviceUse, track: MediaStreamTrack, state: StepState): string | undefined {
	return state === 'busy' ? chosen.value[use] : track.getSettings().deviceId;
}

function answerOf(state: StepState): boolean | undefined {
	return state === 'works' ? true : state === 'fails' ? false : undefined;
}
