import { boardWords } from '../../i18n/board';
import { useAsked } from '../../state/asked';
import { call } from '../../state/client';
import { minute } from '../../state/time';
import { Failure } from '../../ui/action';
import { Badge, Empty } from '../../ui/state';

const EVERY_MS = 60_000;

/** Which booths owe students an answer, and how late they are. */
export function Owing({ fair }: { readonly fair: number }) {
	const t = boardWords.value.owing;
	const { value, error } = useAsked(() => call('lead.overdue', { fair }), EVERY_MS, fair);
	return (
		<section class="card stack" data-testid="owing">
			<h2 id="owing">{t.title}</h2>
			<Failure error={error} />
			{value?.booths.length === 0 && <Empty icon="circle-check">{t.none}</Empty>}
			{value && value.booths.length > 0 && (
				<>
					<p class="meta">{t.text}</p>
					<table aria-labelledby="owing">
						<thead>
							<tr>
								<th scope="col">{t.booth}</th>
								<th scope="col" class="figure">
									{t.owed}
								</th>
								<th scope="col" class="figure">
									{t.overdue}
								</th>
								<th scope="col" class="figure">
									{t.oldest}
								</th>
							</tr>
						</thead>
						<tbody>
							{value.booths.map(booth => (
								<tr key={booth.id} data-testid="booth-owing" data-overdue={booth.overdue}>
									<th scope="row">
										<a href={`/stand/${booth.id}`}>{booth.name}</a>
									</th>
									<td class="figure">{booth.owed}</td>
									<td class="figure">{booth.overdue}</td>
									<td class="figure">
										<Oldest dueMs={booth.oldest_ms} />
									</td>
								</tr>
							))}
						</tbody>
					</table>
				</>
			)}
		</section>
	);
}

function Oldest({ dueMs }: { readonly dueMs: number }) {
	const { lateBy, within } = boardWords.value;
	const now = minute.value;
	return dueMs <= now ? (
		<Badge tone="error">{lateBy(now - dueMs)}</Badge>
	) : (
		<span>{within(dueMs - now)}</span>
	);
}
