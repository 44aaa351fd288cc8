import { useEffect, useState } from 'preact/hooks';
import { callWords } from '../../../i18n/call';
import type { CallSession } from './session';

export type Quality = 'good' | 'fair' | 'poor';

const LOOK_EVERY_MS = 2_000;

/** The line's quality in a word: loss and delay as the other side reports them. */
export function QualityWord({ session }: { readonly session: CallSession }) {
	const [quality, setQuality] = useState<Quality>('good');
	useEffect(() => {
		const timer = setInterval(() => {
			const pc = window.__call;
			if (pc) void pc.getStats().then(stats => setQuality(qualityOf(stats)));
		}, LOOK_EVERY_MS);
		return () => clearInterval(timer);
	}, [session]);
	return (
		<span class="quality" data-quality={quality} data-testid="quality">
			{callWords.value.quality[quality]}
		</span>
	);
}

interface Report {
	readonly type: string;
	readonly fractionLost?: number;
	readonly roundTripTime?: number;
}

export function qualityOf(stats: { forEach(visit: (report: Report) => void): void }): Quality {
	let loss = 0;
	let delayS = 0;
	stats.forEach(report => {
		if (report.type !== 'remote-inbound-rtp') return;
		loss = Math.max(loss, report.fractionLost ?? 0);
		delayS = Math.max(delayS, report.roundTripTime ?? 0);
	});
	if (loss > 0.08 || delayS > 0.4) return 'poor';
	return loss > 0.03 || delayS > 0.2 ? 'fair' : 'good';
}
