// Puts the icons that we use into one sprite, and their names into a type.
// An icon that is not in this list is a type error where it is used.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const names = [
	'arrow-down',
	'arrow-left',
	'arrow-up',
	'bell-ring',
	'briefcase',
	'calendar-check',
	'check',
	'circle-alert',
	'circle-check',
	'circle-question-mark',
	'circle-user-round',
	'clock',
	'coffee',
	'copy',
	'door-open',
	'ellipsis',
	'info',
	'keyboard',
	'list-checks',
	'lock',
	'log-out',
	'map',
	'map-pin',
	'megaphone',
	'message-circle',
	'mic',
	'mic-off',
	'monitor',
	'pause',
	'pencil',
	'phone-call',
	'phone-off',
	'play',
	'plus',
	'printer',
	'qr-code',
	'refresh-cw',
	'route',
	'search',
	'send',
	'settings-2',
	'thumbs-down',
	'thumbs-up',
	'ticket',
	'type',
	'undo-2',
	'users-round',
	'video',
	'video-off',
	'volume-2',
	'wifi-off',
	'x',
];

const root = new URL('..', import.meta.url);

function symbol(name) {
	const file = new URL(`node_modules/lucide-static/icons/${name}.svg`, root);
	const svg = readFileSync(file, 'utf8').replace(/<!--[\s\S]*?-->/g, '');
	const inside = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg)?.[1];
	if (!inside) throw new Error(`${name}: not an SVG file`);
	return `<symbol id="${name}" viewBox="0 0 24 24">${inside.replace(/\s+/g, ' ').trim()}</symbol>`;
}

const sprite = `<svg xmlns="http://www.w3.org/2000/svg">\n${names.map(symbol).join('\n')}\n</svg>\n`;
const type = `/* Made by tools/icons.mjs. */\nexport type IconName =\n${names.map(n => `\t| '${n}'`).join('\n')};\n`;

const gen = new URL('src/gen/', root);
mkdirSync(gen, { recursive: true });
writeFileSync(new URL('icons.svg', gen), sprite);
writeFileSync(new URL('icons.ts', gen), type);
