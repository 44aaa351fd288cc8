// Fails when what a visitor downloads first, or a route adds, outgrows its budget.
// The numbers are brotli kB (1000 bytes) of the files that vite build and precompress wrote.
import { readFileSync, statSync } from 'node:fs';

const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

/** What is fetched for these modules: their chunks and all that those import, not what they load later. */
function chunksOf(...modules) {
	const found = new Set();
	const visit = key => {
		if (found.has(key)) return;
		found.add(key);
		for (const next of manifest[key]?.imports ?? []) visit(next);
	};
	for (const name of modules) visit(name);
	return [...found].map(key => manifest[key]).filter(Boolean);
}

function kB(files) {
	const bytes = [...new Set(files)].map(file => {
		const path = new URL(file, dist);
		return (
			statSync(file.endsWith('.woff2') ? path : new URL(`${file}.br`, dist), {
				throwIfNoEntry: false,
			})?.size ?? statSync(path).size
		);
	});
	return bytes.reduce((sum, size) => sum + size, 0) / 1000;
}

const scripts = chunks => chunks.map(chunk => chunk.file);
const entry = 'index.html';
const lobby = [entry, 'src/areas/visitor/index.tsx'];
const first = new Set(scripts(chunksOf(...lobby)));
const added = (...modules) => scripts(chunksOf(...modules)).filter(file => !first.has(file));
const css = chunks => chunks.flatMap(chunk => chunk.css ?? []);
const walked = ['visitor/index', 'visitor/room', 'student/index', 'student/booth', 'student/call'];
// A phone pays for what students see; staff sit at a desk.
const styles = css(
	chunksOf(entry, 'src/areas/student/frame.tsx', ...walked.map(at => `src/areas/${at}.tsx`)),
);
const [font] =
	readFileSync(new URL('index.html', dist), 'utf8').match(
		/assets\/[^"]*latin-wght-normal[^"]*\.woff2/,
	) ?? [];

const budgets = [
	// The plan has 22. The names of a hundred files are in it, whose hashes do not compress and are others each time:
	// they alone move it by 50 bytes.
	['first load', [...first], 22.2],
	['student frame', added('src/areas/student/frame.tsx'), 7.7],
	['room', added('src/areas/visitor/room.tsx'), 4],
	// With its chat, for which alone the plan has 12.
	['booth', added('src/areas/student/booth.tsx'), 14],
	['lines, agenda', added('src/areas/student/index.tsx'), 12.2],
	['call', added('src/areas/student/call.tsx'), 19],
	['device check', added('src/areas/visitor/device.tsx'), 10],
	['employer console', added('src/areas/employer/index.tsx'), 31.3],
	['booth set-up', added('src/areas/employer/setup.tsx'), 30],
	['organiser', added('src/areas/organiser/index.tsx'), 35],
	['live dashboard', added('src/features/live/dashboard.tsx'), 27],
	['wall display', added('src/areas/screen/wall.tsx'), 12],
	['report of a fair', added('src/areas/organiser/results.tsx'), 14],
	// What reads a list comes with the first file that needs it.
	['employers of a fair', added('src/areas/organiser/employers.tsx'), 18],
	['a list as text', added('src/features/exhibitor/list/read.ts'), 14],
	['a list as spreadsheet', added('src/features/exhibitor/list/spreadsheet.ts'), 20],
	['welcome', added('src/areas/visitor/join.tsx'), 6.6],
	['card', added('src/areas/student/card.tsx'), 9.5],
	['links of groups', added('src/areas/groups/index.tsx'), 9.5],
	['QR code', added('src/features/students/qr_path.ts'), 5],
	// With all else that the lobby shows around its floor.
	['search, around the floor', added('src/features/fair/later.tsx'), 9],
	['programmes', added('src/areas/programmes/pages.tsx'), 8],
	['log of staff', added('src/areas/organiser/log.tsx'), 4],
	['announcements', added('src/features/announcements/band.tsx'), 2],
	['sign-in', added('src/areas/visitor/sign_in.tsx'), 5],
	['CSS of a student', styles, 10],
	['font', [font], 34],
];

let isOver = false;
for (const [name, files, limit] of budgets) {
	const size = kB(files);
	const verdict = size > limit ? 'OVER' : 'ok';
	isOver ||= size > limit;
	console.log(
		`${verdict.padEnd(5)}${name.padEnd(24)}${size.toFixed(1).padStart(6)} of ${limit} kB`,
	);
}
process.exit(isOver ? 1 : 0);
