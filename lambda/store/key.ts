import { type ObjectInfo, StoreError } from './store.ts';

/**
 * Compares two keys by their UTF-8 bytes, which is the order of S3's listings. JavaScript's own order goes by UTF-16
 * code units and would put an emoji before `｜` (U+FF5C).
 */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Checks that S3 could hold a key: 1 to 1,024 bytes of UTF-8. @throws StoreError */
export function checkKey(operation: string, key: string): void {
  if (key !== '' && key.isWellFormed() && Buffer.byteLength(key) <= 1024) return;
  throw new StoreError(operation, key, {
    cause: new Error('a key is 1 to 1,024 bytes of well-formed UTF-8'),
  });
}

/** An object of which no more than the key is asked for. */
export function keyAlone(key: string): ObjectInfo {
  return { key, version: '', modified: 0, size: 0 };
}

/** Surrogates stand for code points above all others, so they come last. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x2800 : unit;
}
