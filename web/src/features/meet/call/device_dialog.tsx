import { callWords } from '../../../i18n/call';
import { Dialog } from '../../../ui/dialog';
import { choose, chosen } from '../device/chosen';
import { DeviceField } from '../device/devices';
import type { CallSession } from './session';

interface Props {
	readonly session: CallSession;
	readonly onClose: () => void;
}

/** Another camera, microphone or speaker in the middle of a talk: the other side notices nothing of it. */
export function DeviceDialog({ session, onClose }: Props) {
	const t = callWords.value;
	const { audio, video } = session.media.value;
	return (
		<Dialog title={t.devices} onClose={onClose} testId="device-dialog">
			<DeviceField
				use="camera"
				label={t.device.camera}
				value={video?.getSettings().deviceId ?? chosen.value.camera}
				since={video}
				onChange={id => void session.useCamera(id)}
			/>
			<DeviceField
				use="microphone"
				label={t.device.microphone}
				value={audio?.getSettings().deviceId ?? chosen.value.microphone}
				since={audio}
				onChange={id => void session.useMicrophone(id)}
			/>
			<DeviceField
				use="speaker"
				label={t.device.speaker}
				value={chosen.value.speaker}
				since={audio}
				onChange={id => choose('speaker', id)}
			/>
		</Dialog>
	);
}
