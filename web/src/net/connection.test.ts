import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { World } from './test_line';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('calls', () => {
	it('answers with what the server answered', async () => {
		const world = World.up();
		const answer = world.connection.call('queue.join', { booth: 42 });
		const { id, cmd, args } = world.line.last('queue.join');
		expect([cmd, args]).toEqual(['queue.join', { booth: 42 }]);
		world.line.say({ re: id, ok: { entry: 9, number: 3, place: 1 } });
		expect(await answer).toEqual({ ok: true, value: { entry: 9, number: 3, place: 1 } });
	});

	it('answers with the refusal, field and all', async () => {
		const world = World.up();
		const answer = world.connection.call('queue.join', { booth: 42 });
		const error = { code: 'bad_value', field: 'args.booth', expected: 'an id' };
		world.line.say({ re: world.line.last('queue.join').id, err: error });
		expect(await answer).toEqual({ ok: false, error });
	});

	it('sends an unanswered durable command again with the same key', async () => {
		const world = World.up();
		const answer = world.connection.call('queue.join', { booth: 42 });
		const first = world.line.last('queue.join');
		world.line.break();
		await vi.advanceTimersByTimeAsync(4_000);
		world.line.hello();
		const second = world.line.last('queue.join');
		expect(world.lines).toHaveLength(2);
		expect(second).toEqual(first);
		world.line.say({ re: second.id, ok: { entry: 9 } });
		expect((await answer).ok).toBe(true);
	});

	it('asks a busy server again, with the same key, and in the end says that it is', async () => {
		const world = World.up();
		const answer = world.connection.call('queue.join', { booth: 42 });
		const first = world.line.last('queue.join');
		for (let again = 0; again < 3; again++) {
			world.line.say({ re: first.id, err: { code: 'busy' } });
			expect(world.line.count('queue.join')).toBe(again + 1);
			await vi.advanceTimersByTimeAsync(1_000);
			expect(world.line.count('queue.join')).toBe(again + 2);
			expect(world.line.last('queue.join')).toEqual(first);
		}
		world.line.say({ re: first.id, err: { code: 'busy' } });
		expect(await answer).toEqual({ ok: false, error: { code: 'busy' } });
	});

	it('keeps a durable command that was given while the line was down', async () => {
		const world = World.up();
		world.line.break();
		void world.connection.call('queue.join', { booth: 42 });
		await vi.advanceTimersByTimeAsync(4_000);
		expect(world.line.sent).toHaveLength(0);
		world.line.hello();
		expect(world.line.last('queue.join').key).toBe('key-1');
	});

	it('gives no key to reads, and sends them again too', async () => {
		const world = World.up();
		void world.connection.call('fair.list', {});
		expect(world.line.last('fair.list').key).toBeUndefined();
		world.line.break();
		await vi.advanceTimersByTimeAsync(4_000);
		world.line.hello();
		expect(world.line.count('fair.list')).toBe(1);
	});

	it('settles a transient command at once when there is no line', async () => {
		const world = World.up();
		const underWay = world.connection.call('chat.typing', { chat: 1 });
		world.line.break();
		const late = world.connection.call('chat.typing', { chat: 1 });
		expect(await underWay).toEqual({ ok: false, error: { code: 'offline' } });
		expect(await late).toEqual({ ok: false, error: { code: 'offline' } });
	});

	it('settles when nobody ever answers', async () => {
		const world = World.up();
		const answer = world.connection.call('queue.join', { booth: 42 }, 1_000);
		await vi.advanceTimersByTimeAsync(1_001);
		expect(await answer).toEqual({ ok: false, error: { code: 'timed_out' } });
	});

	it('does not send for the next person what the last one asked', async () => {
		const world = World.up();
		const answer = world.connection.call('queue.join', { booth: 42 });
		world.connection.restart();
		expect((await answer).ok).toBe(false);
		await vi.advanceTimersByTimeAsync(1);
		world.line.hello();
		expect(world.line.count('queue.join')).toBe(0);
	});
});

describe('reconnecting', () => {
	it('never gives up, and tells of the loss once', async () => {
		const world = World.up();
		for (let i = 0; i < 20; i++) {
			world.line.break();
			await vi.advanceTimersByTimeAsync(30_000);
		}
		expect(world.lines.length).toBeGreaterThan(20);
		expect(world.downs).toBe(1);
	});

	it('takes a line without heartbeats for dead', async () => {
		const world = World.up();
		await vi.advanceTimersByTimeAsync(20_000);
		world.line.say({ hb: Date.now() });
		await vi.advanceTimersByTimeAsync(49_000);
		expect(world.line.isClosed).toBe(false);
		await vi.advanceTimersByTimeAsync(1_001);
		expect(world.lines[0]?.isClosed).toBe(true);
	});

	it('notices as soon as the server says that it is heard more often', async () => {
		const world = World.up();
		world.line.say({ hb: Date.now(), within_ms: 5_000 });
		await vi.advanceTimersByTimeAsync(12_000);
		world.line.say({ hb: Date.now(), within_ms: 5_000 });
		world.line.say({ re: 0, ok: {} });
		await vi.advanceTimersByTimeAsync(12_499);
		expect(world.lines[0]?.isClosed).toBe(false);
		await vi.advanceTimersByTimeAsync(2);
		expect(world.lines[0]?.isClosed).toBe(true);
		// Of the next line nothing of the kind is known yet.
		await vi.advanceTimersByTimeAsync(4_000);
		world.line.hello();
		await vi.advanceTimersByTimeAsync(49_000);
		expect(world.line.isClosed).toBe(false);
	});

	it('comes back at once when nudged', () => {
		const world = World.up();
		world.line.break();
		world.connection.nudge();
		expect(world.lines).toHaveLength(2);
	});

	it('leaves a good line alone when nudged', () => {
		const world = World.up();
		world.connection.nudge();
		expect(world.lines).toHaveLength(1);
	});

	it('comes back after a goodbye in the time that the server named', async () => {
		const world = World.up();
		world.line.say({ bye: { reason: 'restart', retry_ms: 2_000 } });
		await vi.advanceTimersByTimeAsync(900);
		expect(world.lines).toHaveLength(1);
		await vi.advanceTimersByTimeAsync(1_101);
		expect(world.lines).toHaveLength(2);
	});

	it('tries again when the server accepts but never greets', async () => {
		const world = new World();
		world.connection.start();
		await vi.advanceTimersByTimeAsync(15_000);
		expect(world.lines.length).toBeGreaterThan(1);
	});

	it('drops a line that talks nonsense', async () => {
		const world = World.up();
		world.line.onmessage?.({ data: '{' });
		expect(world.downs).toBe(1);
	});
});
