import { mediaKindOf } from '../../lambda/model/media.ts';
import { articlePath, publicUrl } from '../../lambda/model/paths.ts';
import type { Site } from '../../lambda/model/site.ts';
import { words } from '../../lib/words/spoken.ts';
import type { Pass } from '../publish/publisher.ts';
import type { MassWithdrawal } from '../publish/withdrawal-limit.ts';
import { describeError } from './error-text.ts';
import { describeFailures } from './failures.ts';
import { describeChange, describeWarning } from './file-text.ts';
import { paint, showText } from './terminal.ts';

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
    if (files >= MANY) this.tell(words.site.workingOn(files));
  }

  /** What a pass did, line by line. */
  tellPass(pass: Pass, site: Site): void {
    this.#error = '';
    const documents = pass.repair?.documents.length ?? 0;
    if (documents > 0) {
      this.tell(words.site.restored(documents));
    }
    this.#tellReports(pass.reports, site);
    this.tellFailures(pass);
    if (pass.isFull && pass.withheld === undefined) this.#question = '';
  }

  /** What a pass could not do, unless that is known. */
  tellFailures(pass: Pass): void {
    const { failed, setAside } = describeFailures(pass);
    const lines = [...failed, ...setAside];
    for (const line of lines) if (!this.#failures.has(line)) this.tell(line);
    if (failed.some((line) => !this.#failures.has(line))) this.tell(words.site.triedAgain);
    this.#failures = new Set([...lines, ...(pass.isFull ? [] : this.#failures)]);
  }

  /** Why a pass could not be made. */
  tellError(error: unknown): void {
    const text = describeError(error);
    if (text !== this.#error) this.tell(`${text}\n${words.site.triedAgain}`);
    this.#error = text;
  }

  /** Asks whether files that are gone are to be withdrawn. */
  askForWithdrawal({ files, of }: MassWithdrawal): void {
    const question = words.site.askToWithdraw(files, of);
    if (question === this.#question) return;
    this.#question = question;
    this.tell(`${paint('yellow', question)}\n${words.site.howToWithdraw}`);
  }

  tell(text: string): void {
    const time = new Date().toTimeString().slice(0, 8);
    console.log(`${paint('dim', time)}  ${text.replaceAll('\n', `\n${' '.repeat(time.length + 2)}`)}`);
  }

  #tellReports(reports: Pass['reports'], site: Site): void {
    const link = (id: string): string => publicUrl({ baseUrl: this.#address }, articlePath(id));
    const urgent = reports.filter(({ status }) => status === 'rejected');
    // Of a picture or recording the report on the article that shows it tells.
    const others = reports.filter(
      ({ key, status }) =>
        status !== 'rejected' &&
        status !== 'failed' &&
        (status !== 'skipped' || mediaKindOf(key) === undefined),
    );
    for (const report of [...urgent, ...others.slice(0, MAX_FILES)]) {
      this.tell(describeChange(report, site, link));
      if (!('warnings' in report)) continue;
      for (const warning of report.warnings) {
        this.tell(
          `${paint('yellow', words.site.became.warning)}  ${describeWarning(report.key, warning, site)}`,
        );
      }
    }
    if (others.length > MAX_FILES) {
      this.tell(`${describeRest(others.slice(MAX_FILES))}${words.site.colon}${showText(this.#reportUrl)}`);
    }
  }
}

function describeRest(reports: Pass['reports']): string {
  const counts = (['published', 'held', 'skipped', 'deleted'] as const).flatMap((status) => {
    const count = reports.filter((report) => report.status === status).length;
    return count === 0 ? [] : [words.site.more[status](count)];
  });
  return words.site.rest(counts);
}
