/** Formats that say nothing more when they are repeated at once. */
const MERGED: ReadonlySet<string> = new Set(['b', 'strong', 'em', 'i', 'u', 's', 'mark']);

/** Whether a format right after one of the same name goes on with it. */
export function isMerged(format: string): boolean {
  return MERGED.has(format);
}

/** Formats that show text as it is typed. */
const CODE: ReadonlySet<string> = new Set(['code', 'kbd', 'samp']);

/** Whether a format holds text alone. */
export function isCode({ name }: { readonly name: string }): boolean {
  return CODE.has(name);
}
