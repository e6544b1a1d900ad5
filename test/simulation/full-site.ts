import type { Derivations } from '../../lambda/protocol/derivations.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import { memoryBuckets, protocolContext } from '../support/protocol-context.ts';
import { type ArchivedFile, type ArchivePlan, fillWithArchive, publishedAt } from './archive.ts';
import { ITEMS_PER_FEED } from './load.ts';
import { meter, type Usage } from './usage.ts';

/** A site whose feeds are full, which tells what it asks of its buckets for whatever happens to an article. */
export class FullSite {
  readonly #context;

  private constructor(derivations: Derivations) {
    const buckets = memoryBuckets({ clock: () => publishedAt(-1000) });
    this.#context = protocolContext({ ...buckets, derivations, itemsPerFeed: ITEMS_PER_FEED });
  }

  static async with(derivations: Derivations, plan: ArchivePlan): Promise<FullSite> {
    const site = new FullSite(derivations);
    await fillWithArchive(site.#context, site.#context, plan);
    return site;
  }

  /** Puts files, all of them before they are delivered in one batch. */
  async upload(...files: readonly ArchivedFile[]): Promise<Usage> {
    for (const { key, content } of files) await this.#context.articles.put(key, content());
    return this.deliver(...files);
  }

  async remove(file: ArchivedFile): Promise<Usage> {
    await this.#context.articles.delete(file.key);
    return this.deliver(file);
  }

  /** @throws when one of them would have to be delivered again. */
  async deliver(...files: readonly ArchivedFile[]): Promise<Usage> {
    const keys = files.map(({ key }) => key);
    return meter(this.#context, async () => {
      for (const { key, status } of await republish(keys, this.#context)) {
        if (status === 'failed') throw new Error(`${key} failed`);
      }
    });
  }
}
