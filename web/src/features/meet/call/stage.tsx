import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLazy } from '../../../app/lazy';
import type { Call } from '../../../gen/protocol';
import { callWords } from '../../../i18n/call';
import { line, me } from '../../../state/client';
import { second } from '../../../state/time';
import { Button } from '../../../ui/action';
import { keyed } from '../../../ui/keyed';
import { Empty, Face } from '../../../ui/state';
import { chosen, useSpeaker } from '../device/chosen';
import { CallClock } from './clock';
import { isOtherGone } from './gone';
import { HangUp } from './hang_up';
import { QualityWord } from './quality';
import type { CallSession } from './session';
import './stage.css';

interface Props {
	readonly session: CallSession;
	readonly call: Call;
	/** The other's name. */
	readonly name: string;
	readonly extraControls?: ComponentChildren;
	/** What is to be seen at once, over the picture. */
	readonly news?: ComponentChildren;
}

const loadDevices = () => import('./device_dialog').then(({ DeviceDialog }) => DeviceDialog);

/** The two of them: the other large, oneself small, the clock, and buttons with words. */
export function Stage({ session, call, name, extraControls, news }: Props) {
	const t = callWords.value;
	const theirs = session.theirs.value;
	const state = session.peerState.value;
	const [isChoosing, setChoosing] = useState(false);
	const hasPicture = state === 'connected' && theirs.picture;
	const isTextOnly = theirs.isTextOnly || session.sending.value.isTextOnly;
	if (session.isElsewhere.value) {
		return (
			<Empty icon="info">
				<p>{t.elsewhere}</p>
				<Button look="main" onClick={() => void session.join()} testId="call-here">
					{t.here}
				</Button>
			</Empty>
		);
	}
	return (
		<div
			class="call"
			data-testid="call"
			data-state={call.state}
			data-peer={state}
			data-text-only={isTextOnly}
		>
			<div class="stage" data-picture={hasPicture}>
				<RemoteVideo stream={session.remote.value} name={name} />
				<CallClock call={call} />
				<div class="stage-middle">
					{!hasPicture && <Face name={name} />}
					<Notice session={session} call={call} name={name} />
					{news && <div class="stage-news">{news}</div>}
				</div>
				<div class="stage-foot">
					<p class="stage-name">
						{name}
						{call.number !== undefined && ` · ${call.number}`}
						{state === 'connected' && <QualityWord session={session} />}
					</p>
					<SelfView session={session} onChoose={() => setChoosing(true)} />
				</div>
			</div>
			<MediaProblem session={session} />
			{isChoosing && <Devices session={session} onClose={() => setChoosing(false)} />}
			<Controls session={session} call={call}>
				{extraControls}
			</Controls>
		</div>
	);
}

function RemoteVideo({
	stream,
	name,
}: {
	readonly stream: MediaStream | undefined;
	readonly name: string;
}) {
	const video = useRef<HTMLVideoElement>(null);
	const [isBlocked, setBlocked] = useState(false);
	const play = () => {
		video.current?.play().then(
			() => setBlocked(false),
			cause => setBlocked(cause instanceof DOMException && cause.name === 'NotAllowedError'),
		);
	};
	useEffect(() => {
		if (!video.current) return;
		video.current.srcObject = stream ?? null;
		if (stream) play();
	}, [stream]);
	const { speaker } = chosen.value;
	useEffect(() => void useSpeaker(video.current), [speaker]);
	return (
		<>
			{/* biome-ignore lint/a11y/useMediaCaption: a live talk has no caption track; typing stands beside it */}
			<video
				ref={video}
				class="stage-remote"
				autoplay
				playsInline
				aria-label={name}
				data-testid="remote-video"
			/>
			{isBlocked && (
				<div class="stage-play">
					<Button look="main" icon="play" onClick={play}>
						{callWords.value.playSound}
					</Button>
				</div>
			)}
		</>
	);
}

interface DevicesProps {
	readonly session: CallSession;
	readonly onClose: () => void;
}

/** Few change them in the middle of a talk: fetched when somebody does. */
function Devices(props: DevicesProps) {
	const dialog = useLazy(loadDevices);
	return dialog.state === 'here' && <dialog.value {...props} />;
}

interface SelfProps {
	readonly session: CallSession;
	readonly onChoose: () => void;
}

function SelfView({ session, onChoose }: SelfProps) {
	const t = callWords.value;
	const video = useRef<HTMLVideoElement>(null);
	const { audio, video: track } = session.media.value;
	useEffect(() => {
		if (video.current) video.current.srcObject = track ? new MediaStream([track]) : null;
	}, [track]);
	return (
		<div class="stage-mine">
			{(audio || track) && (
				<Button icon="settings-2" label={t.devices} onClick={onChoose} testId="devices" />
			)}
			<div class="stage-self" data-picture={!!track}>
				<video ref={video} autoplay playsInline muted aria-label={t.you} data-testid="self-video" />
				<span>{track ? t.you : t.pictureOff}</span>
			</div>
		</div>
	);
}

/** What is going on when it is not simply going well. */
function Notice({ session, call, name }: Props) {
	const text = noticeText({ session, call, name });
	return (
		<div role="status" class="stage-notice" data-testid="call-notice">
			{text && <p>{text}</p>}
			{session.isGivenUp.value && (
				<Button onClick={() => session.retry()} icon="refresh-cw">
					{callWords.value.again}
				</Button>
			)}
		</div>
	);
}

function noticeText({ session, call, name }: Props): string | undefined {
	const t = callWords.value;
	const state = session.peerState.value;
	const theirs = session.theirs.value;
	if (session.isGivenUp.value) return t.noMedia;
	if (session.sending.value.isTextOnly && state !== 'connected') return t.onlyTyping(t.you);
	if (state === 'lost' || (call.state === 'interrupted' && state !== 'connected')) {
		if (!line.value.isUp || !isOtherGone(call, me.value?.account)) return t.reconnecting;
		const leftMs = (call.deadline_ms ?? 0) - second.value;
		return t.theyAreGone(name, Math.max(1, Math.ceil(leftMs / 60_000)));
	}
	if (state === 'waiting') return t.waitingFor(name);
	if (state === 'connecting') return t.connecting;
	if (theirs.isTextOnly || !(theirs.sound || theirs.picture)) return t.onlyTyping(name);
	if (!theirs.sound) return t.muted(name);
	return theirs.picture ? undefined : t.noPicture(name);
}

function MediaProblem({ session }: { readonly session: CallSession }) {
	const problem = session.media.value.problem;
	if (!problem || session.sending.value.isTextOnly) return null;
	return <Empty icon="info">{callWords.value.problem[problem]}</Empty>;
}

interface ControlProps {
	readonly session: CallSession;
	readonly call: Call;
	readonly children: ComponentChildren;
}

function Controls({ session, call, children }: ControlProps) {
	const t = callWords.value;
	const { sound, picture, isTextOnly } = session.sending.value;
	const hasSound = !!session.media.value.audio;
	return (
		<div class="call-controls">
			{!isTextOnly && hasSound && (
				<Button
					icon={sound ? 'mic' : 'mic-off'}
					isPressed={!sound}
					shortcut={keyed('M')}
					onClick={() => session.setSound(!sound)}
					testId="mute"
				>
					{sound ? t.sound : t.soundOff}
				</Button>
			)}
			{!isTextOnly && (
				<Button
					icon={picture ? 'video' : 'video-off'}
					isPressed={!picture}
					shortcut={keyed('V')}
					onClick={() => void session.setPicture(!picture)}
					testId="camera"
				>
					{picture ? t.picture : t.pictureOff}
				</Button>
			)}
			<Button
				icon="type"
				isPressed={isTextOnly}
				onClick={() => void session.setTextOnly(!isTextOnly)}
				testId="text-only"
			>
				{t.textOnly}
			</Button>
			{children}
			<HangUp call={call} />
		</div>
	);
}
