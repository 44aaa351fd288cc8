import { useEffect, useState } from 'preact/hooks';
import { SelectField } from '../../../ui/field';
import type { DeviceUse } from './remembered';

const kinds: Readonly<Record<DeviceUse, MediaDeviceKind>> = {
	camera: 'videoinput',
	microphone: 'audioinput',
	speaker: 'audiooutput',
};

interface Props {
	readonly use: DeviceUse;
	readonly label: string;
	/** What is in use now. */
	readonly value: string | undefined;
	/** Names are told only to who may use the device: what comes after that is looked at again. */
	readonly since: unknown;
	readonly onChange: (id: string) => void;
}

/** A choice among the devices of one use; nothing where there is none to make. */
export function DeviceField({ use, label, value, since, onChange }: Props) {
	const devices = useDevices(use, since);
	if (devices.length === 0) return null;
	const options = devices.map((device, i) => ({
		value: device.deviceId,
		text: device.label || `${label} ${i + 1}`,
	}));
	const isThere = options.some(option => option.value === value);
	return (
		<SelectField
			label={label}
			value={isThere && value ? value : (options[0]?.value ?? '')}
			options={options}
			testId={`choose-${use}`}
			onChange={onChange}
		/>
	);
}

function useDevices(use: DeviceUse, since: unknown): readonly MediaDeviceInfo[] {
	const [devices, setDevices] = useState<readonly MediaDeviceInfo[]>([]);
	useEffect(() => {
		const { mediaDevices } = navigator;
		if (!mediaDevices || (use === 'speaker' && !canChooseSpeaker())) return;
		let isCurrent = true;
		const look = () =>
			void mediaDevices.enumerateDevices().then(
				all => {
					if (isCurrent)
						setDevices(all.filter(one => one.kind === kinds[use] && one.deviceId !== ''));
				},
				() => {},
			);
		look();
		mediaDevices.addEventListener('devicechange', look);
		return () => {
			isCurrent = false;
			mediaDevices.removeEventListener('devicechange', look);
		};
	}, [use, since]);
	return devices;
}

const canChooseSpeaker = (): boolean => 'setSinkId' in HTMLMediaElement.prototype;
