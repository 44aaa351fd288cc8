import type { DeviceCatalogue } from './device_nl';

export const deviceEn = {
	title: 'Test your camera and microphone',
	intro: 'Then you know that they can see and hear you. The test takes 1 minute.',
	typing: 'No camera or microphone? You can type. That is just as good.',
	start: 'Start the test',
	startHint:
		'Your browser asks whether we may use your camera and microphone. Choose “Allow”. For now only you see and hear it.',
	back: { student: 'My lines', staff: 'To your booth', setup: 'To the steps' },
	state: { todo: 'Not tested yet', busy: 'Busy…', works: 'Works', fails: 'Does not work' },
	yes: 'Yes',
	no: 'No',
	again: 'Try again',
	tips: 'What can you do?',
	camera: {
		title: 'Camera',
		asks: 'Have a look',
		preview: 'Your picture',
		question: 'Do you see yourself?',
		choose: 'Choose a camera',
		fails: {
			denied: ['Your browser blocks the camera.', 'You can also talk without a picture.'],
			missing: ['We find no camera. Connect one.', 'You can also talk without a picture.'],
			busy: [
				'Another program uses your camera. Close Teams, Zoom or another tab.',
				'You can also talk without a picture.',
			],
			unsupported: ['This browser cannot call. Open the link in Chrome, Edge, Firefox or Safari.'],
			notSeen: [
				'Is there a slider or sticker over your camera? Take it away.',
				'Choose another camera above, if you have more than one.',
				'You can also talk without a picture.',
			],
		},
	},
	microphone: {
		title: 'Microphone',
		asks: 'Say something',
		speak: 'Say something. Does the bar go up?',
		level: 'How loud we hear you',
		loudness: { silent: 'We hear nothing', soft: 'We hear you softly', good: 'We hear you well' },
		quiet: 'It is quiet now',
		choose: 'Choose a microphone',
		fails: {
			denied: ['Your browser blocks the microphone.', 'Without a microphone you can type.'],
			missing: [
				'We find no microphone. Connect one, or use your earphones.',
				'Without a microphone you can type.',
			],
			busy: [
				'Another program uses your microphone. Close Teams, Zoom or another tab.',
				'Without a microphone you can type.',
			],
			unsupported: [
				'Open the link in Chrome, Edge, Firefox or Safari. Or type in the conversation.',
			],
			silent: [
				'Speak a little louder, close to your microphone.',
				'Is your microphone off? Look for the button on your earphones or laptop.',
				'Choose another microphone, if you have more than one.',
				'Without a microphone you can type.',
			],
		},
	},
	speaker: {
		title: 'Sound',
		asks: 'Listen',
		text: 'You hear this bell too when it is your turn.',
		textStaff: 'You hear the other person the same way.',
		play: 'Play the bell',
		question: 'Do you hear the bell?',
		choose: 'Choose a speaker',
		fails: {
			notHeard: [
				'Turn the sound up. Is your phone on silent? Turn that off.',
				'Put your earphones in again, or take them out.',
				'See whether this tab is muted.',
				'Without sound you can type.',
			],
		},
	},
	route: {
		title: 'Connection',
		busy: 'We try the road for picture and sound…',
		works: 'The road works, also through our server.',
		worksSlow: 'The road works, by a detour. The picture may stop now and then.',
		worksDirect: 'The road works. On a very strict network it may not.',
		technical: (relay: string, isDirect: boolean) =>
			`For the helpdesk: relay ${relay}, direct ${isDirect ? '✓' : '✗'}`,
		fails: {
			noRelay: [
				'This network blocks our server. Calling directly may still work.',
				'Try another network, such as 4G or 5G of your phone.',
				'Turn your VPN off.',
				'Typing always works.',
			],
			noCalls: [
				'Your browser or network blocks calls.',
				'Turn extra protection and your VPN off, or choose another browser.',
				'Try 4G or 5G of your phone.',
				'Typing always works.',
			],
			offline: [
				'We have no connection with the fair now.',
				'See whether your internet works, and try again.',
			],
		},
	},
	denied: {
		title: 'The browser blocks your camera or microphone',
		here: 'Click here',
		where: {
			chrome: [
				'Click the icon with the sliders, left of the address.',
				'Turn camera and microphone on.',
			],
			edge: ['Click the lock, left of the address.', 'Set camera and microphone to “Allow”.'],
			firefox: [
				'Click the icon of a camera, left of the address.',
				'Take the block away with the cross.',
			],
			safari: [
				'Click Safari at the top, then “Settings for this website”.',
				'Set camera and microphone to “Allow”.',
			],
			iphone: [
				'Tap the page menu at the left of the address bar.',
				'Choose “Website settings” and set camera and microphone to “Allow”.',
			],
			android: [
				'Tap the icon left of the address.',
				'Choose “Permissions” and turn camera and microphone on.',
			],
			other: [
				'Look for a lock or a camera beside the address of the page.',
				'Turn camera and microphone on.',
			],
		},
		elsewhere: 'Does it not help? Look in the settings of your computer or phone too.',
	},
	outcome: {
		picture: 'Everything works. You are ready for your conversation.',
		voice: 'You can talk, without a picture. That is fine.',
		text: 'Calling does not fully work yet. You can type in the conversation. That is just as good.',
	},
	done: 'Done',
} satisfies DeviceCatalogue;
