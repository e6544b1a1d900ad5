/** What says that nothing stands at a path. */
export const MISSING: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP']);

/** What says that a file cannot stand at a path: a folder is there, or a file where a folder should be, or its length. */
export const IN_THE_WAY: ReadonlySet<string> = new Set([
  'ENOTDIR',
  'EISDIR',
  'EEXIST',
  'ENOTEMPTY',
  'ENAMETOOLONG',
  'EPERM',
]);

/** The code of an error that a call of the system failed with; empty for any other error. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** What the call gives, or undefined where it fails with one of these codes. */
export function unless<Value>(codes: ReadonlySet<string>, call: () => Value): Value | undefined {
  try {
    return call();
  } catch (error) {
    if (codes.has(codeOf(error))) return undefined;
    throw error;
  }
}
