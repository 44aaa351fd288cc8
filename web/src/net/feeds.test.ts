import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TestSink, World } from './test_line';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const booth = (id: number) => ({ type: 'booth', item: { id } });

function following(seq = 10) {
	const world = World.up();
	const sink = new TestSink();
	const stop = world.connection.follow('room:1', sink);
	world.line.say({
		re: world.line.last('subscribe').id,
		ok: { seq, snapshot: { booth: [{ id: 1 }] } },
	});
	return { world, sink, stop };
}

describe('a topic', () => {
	it('begins with a snapshot and goes on with events', () => {
		const { world, sink } = following();
		world.line.say({ t: 'room:1', prev: 10, seq: 12, ev: [booth(2)] });
		expect(sink.snapshots).toEqual([{ booth: [{ id: 1 }] }]);
		expect(sink.seen).toEqual([booth(2)]);
	});

	it('asks for what it missed when the chain is broken', () => {
		const { world, sink } = following();
		world.line.say({ t: 'room:1', prev: 14, seq: 15, ev: [booth(5)] });
		const { id, args } = world.line.last('subscribe');
		expect(args).toEqual({ topic: 'room:1', since: 10 });
		world.line.say({ t: 'room:1', prev: 15, seq: 16, ev: [booth(6)] });
		expect(sink.seen).toEqual([]);
		world.line.say({ re: id, ok: { seq: 16, events: [booth(4), booth(5), booth(6)] } });
		world.line.say({ t: 'room:1', prev: 16, seq: 17, ev: [booth(7)] });
		expect(sink.seen).toEqual([booth(4), booth(5), booth(6), booth(7)]);
	});

	it('does not take the same frame twice', () => {
		const { world, sink } = following();
		world.line.say({ t: 'room:1', prev: 9, seq: 10, ev: [booth(2)] });
		expect(sink.seen).toEqual([]);
		expect(world.line.count('subscribe')).toBe(1);
	});

	it('goes on from where it was after a reconnect', async () => {
		const { world, sink } = following();
		world.line.break();
		await vi.advanceTimersByTimeAsync(4_000);
		world.line.hello();
		const { id, args } = world.line.last('subscribe');
		expect(args).toEqual({ topic: 'room:1', since: 10 });
		world.line.say({ re: id, ok: { seq: 11, events: [booth(2)] } });
		expect(sink.seen).toEqual([booth(2)]);
		expect(sink.snapshots).toHaveLength(1);
	});

	it('forgets where it was when the server counts anew', async () => {
		const { world } = following();
		world.line.break();
		await vi.advanceTimersByTimeAsync(4_000);
		world.line.hello(2);
		expect(world.line.last('subscribe').args).toEqual({ topic: 'room:1' });
	});

	it('passes on what has no sequence, whatever the chain', () => {
		const { world, sink } = following();
		world.line.say({ t: 'room:1', ev: [booth(3)] });
		expect(sink.once).toEqual([booth(3)]);
	});

	it('tells of a refusal, and asks again when the server is only busy', async () => {
		const world = World.up();
		const sink = new TestSink();
		world.connection.follow('console:1', sink);
		world.line.say({ re: world.line.last('subscribe').id, err: { code: 'busy' } });
		await vi.advanceTimersByTimeAsync(2_001);
		expect(world.line.count('subscribe')).toBe(2);
		world.line.say({ re: world.line.last('subscribe').id, err: { code: 'forbidden' } });
		expect(sink.refusals).toEqual(['forbidden']);
	});

	it('says when it is no longer followed, and hears nothing more', () => {
		const { world, sink, stop } = following();
		stop();
		world.line.say({ t: 'room:1', prev: 10, seq: 11, ev: [booth(2)] });
		expect(world.line.last('unsubscribe').args).toEqual({ topic: 'room:1' });
		expect(sink.seen).toEqual([]);
	});

	it('takes a deflated frame, and what comes behind it afterwards', async () => {
		vi.useRealTimers();
		const { world, sink } = following();
		const frame = JSON.stringify({ t: 'room:1', prev: 10, seq: 11, ev: [booth(2)] });
		const packed = new Blob([frame]).stream().pipeThrough(new CompressionStream('deflate-raw'));
		world.line.onmessage?.({ data: await new Response(packed).arrayBuffer() });
		world.line.say({ t: 'room:1', prev: 11, seq: 12, ev: [booth(3)] });
		expect(sink.seen).toEqual([]);
		await vi.waitFor(() => expect(sink.seen).toEqual([booth(2), booth(3)]));
	});
});
