/** An article as the cleaners get it. */
export interface CleaningInput {
  readonly key: string;
  /** The whole file. */
  readonly text: string;
  /** Its body. */
  readonly html: string;
  readonly title: string;
}

/** A page around a body, for those who clean pages. */
export function pageOf({ title, html }: CleaningInput): string {
  return `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title></head><body><article><h1>${title}</h1>${html}</article></body></html>`;
}
