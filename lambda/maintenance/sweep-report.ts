/** What a sweep found. */
export interface SweepReport {
  /** How many keys were queued, for the reasons that follow and for one article of each category; a few twice. */
  readonly queued: number;
  /** Articles whose record is missing or outdated. */
  readonly changed: number;
  /** Articles that are gone, and whose record does not say so. */
  readonly gone: number;
  /** Articles whose record is as it should be. */
  readonly current: number;
  /** Corrupt records of articles that are gone; removed. Their entries and pages are removed by the next sweep. */
  readonly unreadable: number;
  /** Published articles without a page. */
  readonly pagesMissing: number;
  /** Published articles whose page is not the one of their record. */
  readonly pagesStale: number;
  /** Lists without articles whose documents did not say so; published. */
  readonly emptyLists: number;
  /** Entries of the index that no record vouched for; removed. */
  readonly entriesRemoved: number;
  /** Pages of articles that are not published; removed. */
  readonly pagesRemoved: number;
  /** Published files that no article names any more; removed. */
  readonly mediaRemoved: number;
  /** Watches of articles that look nowhere any more; removed. */
  readonly watchesRemoved: number;
  /** Archives that no article opens; removed. */
  readonly archivesRemoved: number;
  /** Archives that differed from the index or the public bucket; left to the next tick. */
  readonly archivesStale: number;
  /** Documents that belonged to no archive page any more; removed. */
  readonly archivePagesRemoved: number;
  /** Records of files that were deleted long ago; removed. */
  readonly tombstonesRemoved: number;
  /** Lists that could not be published, and why; what of it a corrupt record is to blame for, is queued. */
  readonly failedLists: readonly string[];
  /** The head of the site was missing, and the feeds were published anew from the records. */
  readonly rebuilt: boolean;
  /** Keys of articles that have no up-to-date record and that the feeds were published without; at most a hundred. */
  readonly leftAside: readonly string[];
}
