import { Worker } from 'node:worker_threads';
import type { Article, Derivation, Upload } from '../../lambda/model/article.ts';
import type { Site } from '../../lambda/model/site.ts';
import type { Derivations } from '../../lambda/protocol/derivations.ts';
import { siteDerivations } from '../../lambda/site-documents.ts';
import type { Content } from '../../lambda/store/store.ts';

/** What a thread answers: the derivation and the page of what it published, or what was thrown. */
export type Answer =
  | { readonly task: number; readonly derivation: Derivation; readonly page?: Content }
  | { readonly task: number; readonly error: unknown };

interface Task {
  readonly upload: Upload;
  resolve(derivation: Derivation | Promise<Derivation>): void;
  reject(error: unknown): void;
}

/** A thread gets its next articles while it works on one: the main thread may be at one, too, before it gives more. */
const TASKS_AHEAD = 3;

const CLOSED = 'the threads that clean articles have ended';

/** For fewer files than this, starting a thread takes longer than the main thread takes for them. */
const MANY = 100;

/**
 * Derives articles and their pages: a few on the main thread, many on threads of their own, while the main thread
 * reads, renders feeds and writes, and helps when it waits. A record and a document are the same wherever they were
 * derived.
 */
export class DerivePool implements Pick<Derivations, 'derive' | 'articlePage'> {
  readonly #site: Site;
  readonly #size: number;
  readonly #here: Derivations;
  readonly #threads = new Map<Worker, Map<number, Task>>();
  readonly #waiting: Task[] = [];
  /** Pages that came with their articles, until they are asked for. */
  readonly #pages = new WeakMap<Article, Content>();
  #tasks = 0;
  #helps = false;
  #isClosed = false;
  #expected = 0;

  constructor(site: Site, size: number) {
    this.#site = site;
    this.#size = size;
    this.#here = siteDerivations(site);
  }

  /** Tells how many files the next pass works on. */
  expect(files: number): void {
    this.#expected = files;
  }

  derive(upload: Upload): Promise<Derivation> {
    if (this.#isClosed) return Promise.reject(new Error(CLOSED));
    if (this.#expected < MANY) return this.#here.derive(upload);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ upload, resolve, reject });
      this.#assign();
    });
  }

  articlePage(article: Article): Content {
    const page = this.#pages.get(article);
    this.#pages.delete(article);
    return page ?? this.#here.articlePage(article);
  }

  /** Ends all threads; what they were working on, and what waited for them, is rejected. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const task of this.#waiting.splice(0)) task.reject(new Error(CLOSED));
    await Promise.all([...this.#threads.keys()].map((thread) => thread.terminate()));
  }

  #assign(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#leastBusy();
      const task = thread && this.#waiting.shift();
      if (thread === undefined || task === undefined) {
        this.#helpSoon();
        return;
      }
      const number = this.#tasks++;
      this.#threads.get(thread)?.set(number, task);
      thread.postMessage({ task: number, upload: task.upload });
    }
  }

  /** Lets the main thread derive an article, too, once it has nothing else to do and the threads have enough. */
  #helpSoon(): void {
    if (this.#helps) return;
    this.#helps = true;
    setImmediate(() => {
      this.#helps = false;
      const task = this.#waiting.shift();
      if (task === undefined) return;
      task.resolve(this.#here.derive(task.upload));
      this.#assign();
    });
  }

  #leastBusy(): Worker | undefined {
    let best: Worker | undefined;
    let fewest = TASKS_AHEAD;
    for (const [thread, tasks] of this.#threads) {
      if (tasks.size < fewest) {
        best = thread;
        fewest = tasks.size;
      }
    }
    if (fewest > 0 && this.#threads.size < this.#size) return this.#startThread();
    return best;
  }

  #startThread(): Worker {
    const thread = new Worker(new URL('./derive-thread.ts', import.meta.url), { workerData: this.#site });
    const tasks = new Map<number, Task>();
    this.#threads.set(thread, tasks);
    thread.unref();
    thread.on('message', (answer: Answer) => {
      const task = tasks.get(answer.task);
      tasks.delete(answer.task);
      if ('error' in answer) {
        task?.reject(answer.error);
      } else {
        const { derivation, page } = answer;
        if (derivation.status === 'published' && page !== undefined)
          this.#pages.set(derivation.article, page);
        task?.resolve(derivation);
      }
      this.#assign();
    });
    // A thread that ran out of memory takes its articles with it, and no more than these.
    const end = (error: unknown): void => {
      this.#threads.delete(thread);
      for (const task of tasks.values()) task.reject(error);
      tasks.clear();
      this.#assign();
    };
    thread.on('error', end);
    thread.on('exit', () => end(new Error('the thread that cleaned the article ended')));
    return thread;
  }
}
