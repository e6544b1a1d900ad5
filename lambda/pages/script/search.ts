/** Makes the search page search. */
export function enableSearch(_document: Document): void {}
