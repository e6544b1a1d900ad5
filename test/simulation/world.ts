import { setTimeout as wait } from 'node:timers/promises';
import type { KeyReport } from '../../lambda/protocol/context.ts';
import { StoreError } from '../../lambda/store/store.ts';
import { type Buckets, memoryBuckets } from '../support/protocol-context.ts';
import { watchForHeld } from './held-watch.ts';
import { workOn } from './jobs.ts';
import { lose } from './losses.ts';
import { type Night, nightsAfter } from './nights.ts';
import type { Outcome } from './outcome.ts';
import { LIMITS, LONG_WAIT, LULL, type Plan, type Release, SHORT_LULL, START, WAIT } from './plan.ts';
import { nameOf, Queue } from './queue.ts';
import { type Pending, type Tamper, Worker } from './worker.ts';
import type { Workshop } from './workshops.ts';

/** A plan that ends takes far fewer steps than this. */
const MAX_STEPS = 30_000;

/** Loading a module takes seconds on a busy machine; a worker that has come to a halt is told after a minute. */
const MAX_IDLE = 30_000;

/** The clocks of some workers are slow by so many milliseconds. */
const SLOW = 2000;

/** Plays a plan from empty buckets until every message is done. */
export async function play(
  plan: Plan,
  workshop: Workshop,
  tamper: Tamper = (store) => store,
): Promise<Outcome> {
  return new World(plan, workshop, tamper).run();
}

type Turn = Worker | 'act';

class World {
  readonly #plan: Plan;
  readonly #workshop: Workshop;
  readonly #tamper: Tamper;
  readonly #buckets: Buckets;
  readonly #queue: Queue;
  readonly #workers: Worker[] = [];
  readonly #reports = new Map<string, KeyReport>();
  readonly #history: string[] = [];
  readonly #early: string[] = [];
  /** Requests that were given up and are still under way. */
  readonly #late: { readonly name: string; readonly apply: () => Promise<unknown> }[] = [];
  /** What new workers run: all of these in turn. */
  #releases: readonly Release[] = ['one'];
  readonly #nights: Night[];
  #isCalm = false;
  #swept = false;
  #now = START;
  #ticked = false;
  #acted = 0;
  #hired = 0;
  #losses = 0;
  #current: Turn | undefined;

  constructor(plan: Plan, workshop: Workshop, tamper: Tamper) {
    this.#plan = plan;
    this.#workshop = workshop;
    this.#tamper = tamper;
    this.#queue = new Queue(plan.trouble, this.#history);
    this.#nights = nightsAfter(plan, workshop);
    this.#buckets = memoryBuckets({
      clock: () => this.#now,
      ...(plan.trouble && { pageSize: plan.trouble.pageSize }),
    });
    for (let i = 0; i < plan.workers; i++) this.#workers.push(this.#hire());
  }

  async run(): Promise<Outcome> {
    let idle = 0;
    for (let step = 0; step < MAX_STEPS; step++) {
      const turns = this.#turns();
      if (turns.length === 0) {
        if (!this.#workers.some((worker) => worker.busy)) {
          if (!this.#ticked) await this.#lastTick();
          else if (this.#nights.length > 0) await this.#nextNight();
          else return this.#outcome();
          continue;
        }
        // Somebody works on something that is no request, such as loading a module.
        if (++idle > MAX_IDLE) return this.#outcome('a worker neither asks for anything nor ends');
        await (idle < 100 ? drain() : wait(2));
        step--;
        continue;
      }
      idle = 0;
      await this.#step(turns, this.#isCalm ? 0 : (this.#plan.choices[step] ?? 0));
      await drain();
    }
    return this.#outcome(`no rest after ${MAX_STEPS} steps`);
  }

  #outcome(stuck?: string): Outcome {
    const outcome = {
      buckets: this.#buckets,
      reports: this.#reports,
      now: this.#now,
      early: this.#early,
      losses: this.#losses,
      release: this.#releases.at(-1) ?? 'one',
      swept: this.#swept,
      isOld: this.#swept && this.#plan.trouble?.epilogue === true,
      history: this.#history,
    };
    return stuck === undefined ? outcome : { ...outcome, stuck };
  }

  /** Who could do something now: workers first that have begun something, and the uploader last. */
  #turns(): readonly Turn[] {
    const turns: Turn[] = this.#workers.filter((worker) => worker.pending.length > 0);
    if (!this.#queue.isEmpty) turns.push(...this.#workers.filter((worker) => !worker.busy));
    if (this.#acted < this.#plan.actions.length) turns.push('act');
    return turns;
  }

  async #step(turns: readonly Turn[], choice: number): Promise<void> {
    const kind = choice & 15;
    const detail = choice >>> 4;
    const going = turns.find((turn) => turn === this.#current) ?? turns[0];
    const another = kind < 3 ? turns.at(-1) : turns[detail % turns.length];
    const turn = choice === 0 || kind >= 9 ? going : another;
    if (turn === undefined) return;
    if (turn === 'act') {
      await this.#act();
      // Often somebody else begins with it at once, while who was at work stalls.
      const idle = this.#workers.find((worker) => !worker.busy);
      if (choice !== 0 && (detail & 0x300) !== 0 && idle !== undefined) this.#current = idle;
      return;
    }
    if (this.#late.length > 0 && choice !== 0 && kind === 6) await this.#applyLate(detail);
    this.#current = turn;
    const worker = turn;
    if (worker.pending.length === 0) return this.#deliver(worker, choice === 0 ? 0 : choice >>> 8);
    const [request] = worker.pending.splice(choice === 0 ? 0 : (choice >>> 12) % worker.pending.length, 1);
    if (request === undefined) return;
    if (worker.turnedAway > 0) {
      worker.turnedAway--;
      return this.#fail(worker, request, 'turned away (503)');
    }
    switch (choice === 0 ? 0 : kind) {
      case 9:
        return this.#fail(worker, request, 'never arrives');
      case 10: {
        await request.apply();
        return this.#fail(worker, request, 'is applied, its answer lost');
      }
      case 11: {
        // The client tries again by itself: the request is applied a second time when its turn comes.
        await request.apply();
        this.#note(worker, `${request.name}: is applied, its answer lost; the client tries again`);
        worker.pending.push(request);
        return;
      }
      case 12: {
        if (request.refuse === undefined) {
          if (this.#plan.trouble !== undefined && worker.busy && detail % 4 === 0) {
            this.#note(worker, 'is told to stop');
            worker.abort.abort(new Error('told to stop'));
          }
          break;
        }
        this.#note(worker, `${request.name}: told of a conflict (409)`);
        return request.refuse();
      }
      case 13: {
        worker.turnedAway = 1 + (detail % 4);
        return this.#fail(worker, request, 'turned away (503)');
      }
      case 15: {
        const late = this.#plan.trouble?.late ?? 'none';
        if (late === 'none') break;
        this.#late.push(request);
        if (late === 'all' && detail % 2 === 0)
          return this.#fail(worker, request, 'given up, and still under way');
        this.#losses++;
        this.#note(worker, `${request.name}: is repeated, and the first try still under way`);
        return request.grant();
      }
      case 14:
        return this.#kill(worker, [request, ...worker.pending], detail);
    }
    this.#note(worker, request.name);
    return request.grant();
  }

  async #act(): Promise<void> {
    const action = this.#plan.actions[this.#acted++];
    if (action === undefined) return;
    this.#now += action.seconds * 1000;
    switch (action.kind) {
      case 'upload': {
        const { key, file } = action;
        void this.#buckets.articles.put(key, this.#workshop.write(file));
        this.#history.push(`uploader: ${key} at ${this.#now / 1000} ← ${JSON.stringify(file)}`);
        break;
      }
      case 'delete':
        void this.#buckets.articles.delete(action.key);
        this.#history.push(`uploader: ${action.key} deleted`);
        break;
      case 'job':
        this.#history.push(`somebody asks for a ${action.job}`);
        this.#queue.push({ job: action.job });
        return;
      case 'lull':
        this.#now += this.#isAtRest() ? LULL : SHORT_LULL;
        this.#history.push(`the clock shows ${new Date(this.#now).toISOString()}`);
        return;
      case 'wait':
        this.#now += this.#plan.archives && !this.#isAtRest() ? SHORT_LULL : WAIT;
        this.#history.push(`the clock shows ${new Date(this.#now).toISOString()}`);
        return;
      case 'long wait': {
        const isAtRest = this.#isAtRest();
        if (isAtRest) while (this.#late.length > 0) await this.#applyLate(0);
        this.#now += isAtRest ? LONG_WAIT : this.#plan.archives ? SHORT_LULL : WAIT;
        this.#history.push(`the clock shows ${new Date(this.#now).toISOString()}`);
        return;
      }
      case 'deploy': {
        const before = this.#releases.at(-1) ?? 'one';
        this.#releases = action.rolling ? [before, action.release] : [action.release];
        this.#history.push(
          `release ${action.release} is deployed${action.rolling ? ' beside the one before' : ''}`,
        );
        this.#replaceIdle();
        return;
      }
      case 'lose':
        this.#history.push(`lost: ${action.what}`);
        await lose(action.what, this.#buckets.state);
        return;
    }
    for (let i = 0; i < action.copies; i++) this.#queue.push({ keys: [action.key] });
  }

  /** Workers that are at work run the release that they began with, until they are done. */
  #replaceIdle(): void {
    for (const [i, worker] of this.#workers.entries()) {
      const isOld = !this.#releases.includes(worker.release);
      if (!worker.busy && (isOld || this.#releases.length > 1)) this.#workers[i] = this.#hire();
    }
  }

  #isAtRest(): boolean {
    return this.#queue.isEmpty && !this.#workers.some(({ busy }) => busy);
  }

  async #applyLate(detail: number): Promise<void> {
    const [request] = this.#late.splice(detail % this.#late.length, 1);
    if (request === undefined) return;
    this.#history.push(`late, and applied now: ${request.name}`);
    await request.apply();
  }

  async #nextNight(): Promise<void> {
    while (this.#late.length > 0) await this.#applyLate(0);
    const night = this.#nights.shift();
    if (night === undefined) return;
    this.#isCalm = true;
    this.#swept ||= night.job !== 'tick';
    this.#now += night.wait;
    this.#passDueTimes();
    this.#releases = this.#releases.slice(-1);
    this.#replaceIdle();
    for (const worker of this.#workers) worker.turnedAway = 0;
    this.#history.push(`a night, ${new Date(this.#now).toISOString()}`);
    this.#queue.push({ job: night.job });
  }

  /** The tick that comes in any case. */
  async #lastTick(): Promise<void> {
    this.#ticked = true;
    while (this.#late.length > 0) await this.#applyLate(0);
    if (this.#plan.withdrawals) this.#now += LIMITS.hold + 2 * SLOW;
    this.#passDueTimes();
    this.#history.push(`the last tick comes at ${new Date(this.#now).toISOString()}`);
    this.#queue.push({ job: 'tick' });
  }

  /** Lets seconds go by until the clocks of all workers agree on what is due. */
  #passDueTimes(): void {
    const times = this.#plan.actions.flatMap((action) =>
      action.kind === 'upload' && action.file.status === 'held' ? [Date.parse(action.file.until)] : [],
    );
    while (times.some((time) => time <= this.#now && time > this.#now - SLOW)) this.#now += 1000;
  }

  #deliver(worker: Worker, choice: number): void {
    const batch = this.#queue.take(choice);
    worker.busy = true;
    worker.batch = batch;
    this.#note(worker, `begins with ${batch.map(nameOf).join(', ')}`);
    workOn(batch, worker, this.#queue, this.#plan.divided).then(
      (reports) => this.#done(worker, reports),
      (error: unknown) => {
        if (worker.dead) return;
        this.#note(worker, `breaks: ${String(error)}`);
        this.#losses++;
        this.#queue.putBack(batch);
        this.#free(worker);
      },
    );
  }

  #free(worker: Worker): void {
    worker.busy = false;
    const isOld = !this.#releases.includes(worker.release);
    const at = this.#workers.indexOf(worker);
    if ((isOld || worker.abort.signal.aborted) && at !== -1) this.#workers[at] = this.#hire();
  }

  #done(worker: Worker, reports: readonly KeyReport[]): void {
    if (worker.dead) return;
    if (worker.pending.length > 0) {
      // Nobody would apply these in order with what comes next: a worker that reports is done.
      this.#note(worker, `still asks for ${worker.pending.map(({ name }) => name).join(', ')}`);
    }
    const failed = new Set<string>();
    for (const report of reports) {
      if (report.status === 'failed') {
        this.#losses++;
        failed.add(report.key);
      } else this.#reports.set(report.key, report);
    }
    this.#queue.putBack(
      worker.batch.filter((message) => 'keys' in message && message.keys.some((key) => failed.has(key))),
    );
    const told = reports.map((report) => `${report.key} ${report.status}${cause(report)}`);
    this.#note(worker, `reports ${told.join(', ')}`);
    this.#free(worker);
  }

  #fail(worker: Worker, request: Pending, how: string): void {
    this.#note(worker, `${request.name}: ${how}`);
    request.fail(new StoreError(request.name, '', { cause: new Error(how) }));
  }

  /** Ends a worker: each of its requests on the way is applied or not, nobody hears the answer, its batch returns. */
  async #kill(worker: Worker, requests: readonly Pending[], choice: number): Promise<void> {
    worker.dead = true;
    worker.pending = [];
    for (const [i, request] of requests.entries()) {
      const applied = ((choice >>> i) & 1) === 1;
      if (applied) await request.apply();
      this.#note(worker, `dies during ${request.name}, ${applied ? 'after' : 'before'} it was applied`);
    }
    this.#losses++;
    this.#queue.putBack(worker.batch);
    this.#workers[this.#workers.indexOf(worker)] = this.#hire();
  }

  #hire(): Worker {
    const number = ++this.#hired;
    const slow = number % 3 === 0 ? SLOW : 0;
    const release = this.#releases[number % this.#releases.length] ?? 'one';
    return new Worker(`W${number}`, {
      buckets: this.#buckets,
      workshop: this.#workshop,
      tamper: (store, bucket) =>
        this.#tamper(
          bucket === 'publicSite' ? watchForHeld(store, () => this.#now, this.#early) : store,
          bucket,
        ),
      clock: () => this.#now - slow,
      revision: this.#plan.mixed && number % 2 === 0 ? 'two' : release,
      release,
      withdrawals: this.#plan.withdrawals ? LIMITS : undefined,
    });
  }

  #note(worker: Worker, what: string): void {
    this.#history.push(`${worker.name}: ${what}`);
  }
}

function cause(report: KeyReport): string {
  return report.status === 'failed' ? ` (${String(report.error)})` : '';
}

/** Lets all that can go on without a request go on. */
function drain(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
