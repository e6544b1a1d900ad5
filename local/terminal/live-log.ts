import { articlePath, publicUrl } from '../../lambda/model/paths.ts';
import type { Pass } from '../publish/publisher.ts';
import type { MassWithdrawal } from '../publish/withdrawal-limit.ts';
import { describeError } from './error-text.ts';
import { describeFailures } from './failures.ts';
import { describeChange, describeWarning } from './file-text.ts';
import { countOf, formatCount, paint, showText } from './terminal.ts';

/** A batch of changes is told of file by file up to this many; what was rejected always is. */
const MAX_FILES = 12;

/** A batch of so many files takes a while. */
const MANY = 200;

/** Tells on the terminal what happens to a live site, with the time. What stays the same is told once. */
export class LiveLog {
  readonly #address: string;
  readonly #reportUrl: string;
  #failures: ReadonlySet<string> = new Set();
  #error = '';
  #question = '';

  constructor(address: string, reportUrl: string) {
    this.#address = address;
    this.#reportUrl = reportUrl;
  }

  /** A batch of files is about to be worked on. */
  tellStart(files: number): void {
    if (files >= MANY) this.tell(`working on ${formatCount(files)} files …`);
  }

  /** What a pass did, line by line. */
  tellPass(pass: Pass): void {
    this.#error = '';
    const documents = pass.repair?.documents.length ?? 0;
    if (documents > 0) {
      this.tell(`restored   ${countOf(documents, 'file')} of the site that were missing or out of date`);
    }
    this.#tellReports(pass.reports);
    this.tellFailures(pass);
    if (pass.isFull && pass.withheld === undefined) this.#question = '';
  }

  /** What a pass could not do, unless that is known. */
  tellFailures(pass: Pass): void {
    const { failed, setAside } = describeFailures(pass);
    const lines = [...failed, ...setAside];
    for (const line of lines) if (!this.#failures.has(line)) this.tell(line);
    if (failed.some((line) => !this.#failures.has(line))) this.tell('It will be tried again until it works.');
    this.#failures = new Set([...lines, ...(pass.isFull ? [] : this.#failures)]);
  }

  /** Why a pass could not be made. */
  tellError(error: unknown): void {
    const text = describeError(error);
    if (text !== this.#error) this.tell(`${text}\nIt will be tried again until it works.`);
    this.#error = text;
  }

  /** Asks whether files that are gone are to be withdrawn. */
  askForWithdrawal({ files, of }: MassWithdrawal): void {
    const question = `${formatCount(files)} of ${countOf(of, 'file')} are gone. What was published from them stays for now.`;
    if (question === this.#question) return;
    this.#question = question;
    this.tell(
      `${paint('yellow', question)}\nIf they are meant to be withdrawn, type y and press Enter. If not, put them back.`,
    );
  }

  tell(text: string): void {
    const time = new Date().toTimeString().slice(0, 8);
    console.log(`${paint('dim', time)}  ${text.replaceAll('\n', `\n${' '.repeat(time.length + 2)}`)}`);
  }

  #tellReports(reports: Pass['reports']): void {
    const link = (id: string): string => publicUrl({ baseUrl: this.#address }, articlePath(id));
    const urgent = reports.filter(({ status }) => status === 'rejected');
    const others = reports.filter(({ status }) => status !== 'rejected' && status !== 'failed');
    for (const report of [...urgent, ...others.slice(0, MAX_FILES)]) {
      this.tell(describeChange(report, link));
      if (!('warnings' in report)) continue;
      for (const warning of report.warnings) {
        this.tell(`${paint('yellow', 'warning  ')}  ${describeWarning(report.key, warning)}`);
      }
    }
    if (others.length > MAX_FILES) {
      this.tell(`${describeRest(others.slice(MAX_FILES))}: ${showText(this.#reportUrl)}`);
    }
  }
}

function describeRest(reports: Pass['reports']): string {
  const counts = (['published', 'held', 'skipped', 'deleted'] as const).flatMap((status) => {
    const count = reports.filter((report) => report.status === status).length;
    return count === 0 ? [] : [`${formatCount(count)} more ${status === 'deleted' ? 'withdrawn' : status}`];
  });
  return `… and ${counts.join(', ')}`;
}
