import { Worker } from 'node:worker_threads';
import type { Article, Derivation, Upload } from '../model/article.ts';
import type { Content } from '../store/store.ts';
import type { Answer } from './derive-thread.ts';

/**
 * The code could not make anything of an upload: it took too long, too much memory, threw, or ended its thread. The
 * message is a clause. It would most likely end in the same way again.
 */
export class DerivationError extends Error {
  override readonly name = 'DerivationError';
}

/** The pool ended before the article was derived; nothing is wrong with it. */
export class PoolClosedError extends Error {
  override readonly name = 'PoolClosedError';

  constructor() {
    super('the program stopped before the article was cleaned');
  }
}

/** What an article may take before its thread is ended. */
export interface DeriveLimits {
  /** Milliseconds that a thread works on one article. */
  readonly deadlineMs: number;
  /** Megabytes by which the process may grow meanwhile, heaps, buffers and all. */
  readonly memoryMb: number;
}

/** What the threads of a pool run, and how many there are. */
export interface DerivePoolOptions {
  /** The module that each thread runs; it calls `answerUploads`. */
  readonly thread: URL;
  /** What each thread gets as its `workerData`. */
  readonly data: unknown;
  /** How many threads there are at most. */
  readonly size: number;
  readonly limits?: Partial<DeriveLimits>;
}

/** Far from what articles take that the limits of cleaning let pass, also on a slow and busy machine. */
const LIMITS: DeriveLimits = { deadlineMs: 30_000, memoryMb: 1024 };

/**
 * V8 ends a thread at the limit of its heap, but the whole process where the thread is faster than that. So the process
 * is watched, and the limit is for a main thread that is too busy to watch.
 */
const HEAP_LIMIT_FACTOR = 2;

/** A thread has its next articles at hand while it works on one: the main thread may be too busy to give it more. */
const TASKS_AHEAD = 3;

/** Another thread pays once so many articles have come without a pause: it takes as long to start as they take. */
const ARTICLES_PER_THREAD = 16;

/** A thread for whose article the process grew by so many megabytes ends with it: its heap would stay large. */
const RETIRE_MB = 256;

/** Nearly all articles take less than this, in milliseconds, and cannot take much memory; to look takes half as long as they. */
const RETIRE_AFTER_MS = 200;

/** How often to look at what the threads do, in milliseconds. */
const TICK_MS = 100;

interface Task<Derived> {
  readonly upload: Upload;
  /** The process took too much memory when it was worked on beside others: now it is tried alone. */
  readonly isSuspect?: boolean;
  resolve(derivation: Derived): void;
  reject(error: unknown): void;
}

interface Thread<Derived> {
  readonly worker: Worker;
  /** What it was given, in this order: it works on the first one. */
  readonly tasks: Task<Derived>[];
  /** It has loaded its code: what goes wrong from now on is about its first task. */
  isReady: boolean;
  /** How long it has worked on its first task, in milliseconds. */
  worked: number;
  /** The fewest bytes that the process took since then. */
  resident: number | undefined;
}

/**
 * Derives articles and their pages on threads that can be ended. One whose article takes too long, takes too much
 * memory, throws or crashes fails alone, with a {@link DerivationError}; the others go on with another thread. The first
 * thread is started when the first article comes. What is derived is an article, unless the module makes something else.
 */
export class DerivePool<Derived = Derivation> {
  readonly #options: DerivePoolOptions;
  readonly #limits: DeriveLimits;
  readonly #threads = new Set<Thread<Derived>>();
  readonly #waiting: Task<Derived>[] = [];
  /** Pages that came with their articles, until they are asked for. */
  readonly #pages = new WeakMap<object, Content>();
  /** How many articles have come since the threads had nothing to do. */
  #burst = 0;
  #timer: NodeJS.Timeout | undefined;
  #ticked = 0;
  #isClosed = false;

  constructor(options: DerivePoolOptions) {
    this.#options = options;
    this.#limits = { ...LIMITS, ...options.limits };
  }

  /** Starts the threads that so many articles pay for, so that they load their code while other things are done. */
  prepare(articles: number): void {
    while (!this.#isClosed && this.#threads.size < this.#payFor(articles)) this.#startThread();
  }

  /** @throws DerivationError when nothing can be made of it. @throws PoolClosedError */
  derive(upload: Upload): Promise<Derived> {
    if (this.#isClosed) return Promise.reject(new PoolClosedError());
    return new Promise((resolve, reject) => {
      this.#burst++;
      this.#waiting.push({ upload, resolve, reject });
      this.#assign();
    });
  }

  /** The page that was rendered with an article, once: the page of an article from elsewhere is not known. */
  takePage(article: Article): Content | undefined {
    const page = this.#pages.get(article);
    this.#pages.delete(article);
    return page;
  }

  /** Ends all threads, whatever they do; what they were working on, and what waited for them, is rejected. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const threads = [...this.#threads];
    for (const task of [...threads.flatMap(({ tasks }) => tasks), ...this.#waiting.splice(0)]) {
      task.reject(new PoolClosedError());
    }
    this.#threads.clear();
    this.#watch();
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }

  #assign(): void {
    for (let [task] = this.#waiting; task !== undefined; [task] = this.#waiting) {
      const working = this.#working();
      const isAlone = task.isSuspect === true || working.some(({ tasks }) => tasks[0]?.isSuspect);
      const thread = isAlone && working.length > 0 ? undefined : this.#leastBusy();
      if (thread === undefined) break;
      this.#waiting.shift();
      thread.tasks.push(task);
      thread.worker.postMessage(task.upload);
    }
    this.#watch();
  }

  #working(): readonly Thread<Derived>[] {
    return [...this.#threads].filter(({ tasks }) => tasks.length > 0);
  }

  /** The thread to give another task to; undefined where all have enough. */
  #leastBusy(): Thread<Derived> | undefined {
    const [best] = [...this.#threads].sort((a, b) => a.tasks.length - b.tasks.length);
    const isEnough = this.#threads.size >= this.#payFor(this.#burst);
    if (best?.tasks.length !== 0 && !isEnough) return this.#startThread();
    return best !== undefined && best.tasks.length < TASKS_AHEAD ? best : undefined;
  }

  /** How many threads so many articles pay for. */
  #payFor(articles: number): number {
    return Math.min(this.#options.size, Math.ceil(articles / ARTICLES_PER_THREAD));
  }

  #startThread(): Thread<Derived> {
    const { thread: module, data } = this.#options;
    const worker = new Worker(module, {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_FACTOR * this.#limits.memoryMb },
    });
    const thread: Thread<Derived> = { worker, tasks: [], isReady: false, worked: 0, resident: undefined };
    this.#threads.add(thread);
    // The timer keeps the process alive while a thread has something to do.
    worker.unref();
    worker.on('message', (answer: Answer<Derived> | 'ready') => {
      if (answer === 'ready') thread.isReady = true;
      else this.#finish(thread, answer);
    });
    worker.on('messageerror', (cause) => this.#end(thread, failureOf(cause)));
    worker.on('error', (error: unknown) => this.#end(thread, this.#describe(error)));
    worker.on('exit', (code) =>
      this.#end(thread, new DerivationError(`the code that cleans it ended itself (exit code ${code})`)),
    );
    return thread;
  }

  /** Hands on what became of a thread's first task. */
  #finish(thread: Thread<Derived>, answer: Answer<Derived>): void {
    if (!this.#threads.has(thread)) return;
    const task = thread.tasks.shift();
    const isBloated =
      thread.worked >= RETIRE_AFTER_MS &&
      thread.resident !== undefined &&
      process.memoryUsage.rss() - thread.resident > RETIRE_MB * 2 ** 20;
    thread.worked = 0;
    thread.resident = undefined;
    if ('error' in answer) {
      task?.reject(failureOf(answer.error));
    } else {
      const { derivation, page } = answer;
      const article = articleOf(derivation);
      if (article !== undefined && page !== undefined) this.#pages.set(article, page);
      task?.resolve(derivation);
    }
    if (isBloated) this.#waiting.unshift(...this.#remove(thread));
    this.#assign();
  }

  /** Ends a thread: its first task has failed, and the others go to another thread. */
  #end(thread: Thread<Derived>, failure: DerivationError): void {
    const [task, ...others] = this.#remove(thread);
    if (thread.isReady) {
      task?.reject(failure);
      this.#waiting.unshift(...others);
    } else {
      // Another thread would not load its code either, and no article is to blame.
      for (const blameless of [task, ...others]) blameless?.reject(failure.cause ?? failure);
    }
    this.#assign();
  }

  /** Ends a thread. Gives what it has not done; nothing where it was ended before. */
  #remove(thread: Thread<Derived>): readonly Task<Derived>[] {
    if (!this.#threads.delete(thread)) return [];
    void thread.worker.terminate();
    return thread.tasks.splice(0);
  }

  /** Looks after the threads for as long as one of them works. */
  #watch(): void {
    const isWorking = this.#working().length > 0;
    if (isWorking && this.#timer === undefined) {
      this.#ticked = performance.now();
      this.#timer = setInterval(() => this.#tick(), TICK_MS);
    } else if (!isWorking) {
      this.#burst = 0;
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  #tick(): void {
    const now = performance.now();
    // While the computer slept or the main thread was busy, a thread's answer may have waited.
    const elapsed = Math.min(now - this.#ticked, 2 * TICK_MS);
    this.#ticked = now;
    const { deadlineMs, memoryMb } = this.#limits;
    const resident = process.memoryUsage.rss();
    const working = this.#working().filter(({ isReady }) => isReady);
    for (const thread of working) {
      thread.worked += elapsed;
      thread.resident = Math.min(thread.resident ?? resident, resident);
    }
    for (const thread of working.filter(({ worked }) => worked >= deadlineMs)) {
      this.#end(thread, new DerivationError(`cleaning it took longer than ${deadlineMs / 1000} s`));
    }
    const growth = Math.max(...working.map((thread) => resident - (thread.resident ?? resident)));
    if (growth > memoryMb * 2 ** 20) this.#endForMemory(working);
  }

  /** Ends the threads that work while there is too much memory: where they are several, each article is tried alone. */
  #endForMemory(threads: readonly Thread<Derived>[]): void {
    const [thread, another] = threads;
    if (thread !== undefined && another === undefined) {
      this.#end(thread, this.#outOfMemory());
      return;
    }
    for (const thread of threads) {
      const [task, ...others] = this.#remove(thread);
      this.#waiting.unshift(...others);
      if (task !== undefined) this.#waiting.push({ ...task, isSuspect: true });
    }
    this.#assign();
  }

  #describe(error: unknown): DerivationError {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ERR_WORKER_OUT_OF_MEMORY' ? this.#outOfMemory() : failureOf(error);
  }

  #outOfMemory(): DerivationError {
    return new DerivationError(`cleaning it took more than ${this.#limits.memoryMb} MB of memory`);
  }
}

function articleOf(derivation: unknown): object | undefined {
  if (typeof derivation !== 'object' || derivation === null || !('article' in derivation)) return undefined;
  return typeof derivation.article === 'object' ? (derivation.article ?? undefined) : undefined;
}

function failureOf(cause: unknown): DerivationError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new DerivationError(`the code that cleans it failed: ${message}`, { cause });
}
