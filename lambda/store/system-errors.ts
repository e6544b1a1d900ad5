import { StoreError } from './store.ts';

/** The codes of errors that mean there is nothing at a path. */
export const MISSING: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP']);

/** The codes of errors that mean a path cannot hold a file: it is a folder, lies below a file, or is too long. */
export const IN_THE_WAY: ReadonlySet<string> = new Set([
  'ENOTDIR',
  'EISDIR',
  'EEXIST',
  'ENOTEMPTY',
  'ENAMETOOLONG',
  'EPERM',
]);

/** The code of a system error; empty for any other error. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The result of a call, or undefined if it fails with one of these codes. */
export function unless<Value>(codes: ReadonlySet<string>, call: () => Value): Value | undefined {
  try {
    return call();
  } catch (error) {
    if (codes.has(codeOf(error))) return undefined;
    throw error;
  }
}

/** What a call gives. @throws StoreError for whatever it throws. */
export function attempt<Value>(operation: string, key: string, call: () => Value): Value {
  try {
    return call();
  } catch (error) {
    throw new StoreError(operation, key, { cause: error });
  }
}
