"""The report of a run as one page that needs nothing else: plots as SVG, and all the figures."""
import html
import json
import math

WIDTH, HEIGHT, LEFT, BOTTOM = 640, 300, 56, 36
POINTS = [('p50', '50 %'), ('p90', '90 %'), ('p99', '99 %'), ('p999', '99.9 %'), ('max', 'most')]
STYLE = '''
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #13231c }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: .2rem .8rem .2rem 0; text-align: right; border-bottom: 1px solid #cfd8d3 }
th:first-child, td:first-child { text-align: left }
svg { max-width: 100%; height: auto } svg text { font-size: 12px; fill: currentColor }
.grid { stroke: #cfd8d3 } .line { fill: none; stroke: #0b5f4a; stroke-width: 2 } .lost { fill: #b3261e } .kept { fill: #0b5f4a }
@media (prefers-color-scheme: dark) {
  body { background: #101614; color: #e6efea } th, td { border-color: #35413b } .grid { stroke: #35413b }
  .line { stroke: #7fd6bd } .kept { fill: #7fd6bd } .lost { fill: #ff8a80 } }
'''


def decades(values):
    """From which power of ten to which, for a logarithmic axis of milliseconds."""
    values = [v for v in values if v > 0] or [1]
    return math.floor(math.log10(min(values))), max(math.ceil(math.log10(max(values))), math.floor(math.log10(min(values))) + 1)


def plot(title, xs, series, label, unit='ms'):
    """`xs`: names along the axis; `series`: a list of values for each, a class for each point, and a name."""
    low, high = decades([v for values, *_ in series for v in values])

    def x(i):
        return LEFT + (WIDTH - LEFT - 16) * (i + 0.5) / len(xs)

    def y(ms):
        return 12 + (HEIGHT - BOTTOM - 12) * (high - math.log10(max(ms, 10 ** low))) / (high - low)

    parts = [f'<h2>{html.escape(title)}</h2><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
             f'aria-label="{html.escape(title)}">']
    for power in range(low, high + 1):
        at = y(10 ** power)
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH}" y1="{at:.1f}" y2="{at:.1f}"/>'
                     f'<text x="{LEFT - 6}" y="{at + 4:.1f}" text-anchor="end">{10 ** power:g} {unit}</text>')
    for i, name in enumerate(xs):
        parts.append(f'<text x="{x(i):.1f}" y="{HEIGHT - 18}" text-anchor="middle">{html.escape(name)}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH) / 2}" y="{HEIGHT - 2}" text-anchor="middle">{html.escape(label)}</text>')
    for values, kinds, name in series:
        path = ' '.join(f'{x(i):.1f},{y(v):.1f}' for i, v in enumerate(values))
        parts.append(f'<polyline class="line" points="{path}"/>')
        parts.append(f'<text x="{x(len(values) - 1) + 8:.1f}" y="{y(values[-1]) + 4:.1f}">{html.escape(name)}</text>')
        parts += [f'<circle class="{kind}" cx="{x(i):.1f}" cy="{y(v):.1f}" r="4"/>'
                  for i, (v, kind) in enumerate(zip(values, kinds))]
    return ''.join(parts) + '</svg>'


def table(phases):
    head = ['rate', 'deliveries/s', 'answers/s', 'p50 ms', 'p99 ms', 'answer p99 ms', 'sent late p99 ms', 'CPU',
            'PSS MiB', 'switches', 'preempted']
    rows = [[f'{p["rate"]:g}', f'{p["deliveries_s"]:,.0f}', f'{p["answers_s"]:,.0f}', f'{p["latency_ms"]["p50"]:.2f}',
             f'{p["latency_ms"]["p99"]:.2f}', f'{p["answer_ms"]["p99"]:.2f}', f'{p["sent_late_ms"]["p99"]:.2f}',
             f'{p["server"]["cpu_share"]:.0%}', f'{p["server"]["pss_kib"] / 1024:.1f}', str(p["server"]["switches"]),
             str(p["server"]["preempted"])] for p in phases]
    return ('<h2>Phases</h2><table><tr>' + ''.join(f'<th>{h}</th>' for h in head) + '</tr>' +
            ''.join('<tr>' + ''.join(f'<td>{c}</td>' for c in row) + '</tr>' for row in rows) + '</table>')


def page(scenario, result):
    phases = result['phases']
    heard = 'latency_ms' if any(p['delivered'] for p in phases) else 'answer_ms'
    what = 'from the time of sending to a reader' if heard == 'latency_ms' else 'from the time of sending to the answer'
    parts = [f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(scenario)}</title>'
             f'<style>{STYLE}</style><h1>{html.escape(scenario)}</h1>',
             f'<p>{"Sound" if result["sound"] else "<strong>Not sound</strong>"}: {result["sent"]} commands sent, '
             f'{result["answered"]} answered, {result["refused"]} refused, {result["missing"]} acknowledged and not in '
             f'the database; {result["gaps"]} gaps, {result["differing"]} readers who heard something else; '
             f'{result["bytes"] / 1e6:,.1f} MB received.</p>',
             plot(f'Latency, {what}', [name for _, name in POINTS],
                  [([p[heard][key] for key, _ in POINTS], ['kept'] * len(POINTS), f'{p["rate"]:g}/s')
                   for p in phases], 'of all')]
    if len(phases) > 1:
        ordered = sorted(phases, key=lambda p: p['rate'])
        parts.append(plot('99 % of it, by rate', [f'{p["rate"]:g}' for p in ordered],
                          [([p[heard]['p99'] for p in ordered],
                            ['kept' if p['kept_up'] else 'lost' for p in ordered], '')], 'commands a second'))
    parts += [table(phases), '<h2>All of it</h2><pre>', html.escape(json.dumps(result, indent=2)), '</pre>']
    return ''.join(parts)
