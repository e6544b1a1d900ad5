import { StoreError } from '../../lambda/store/store.ts';
import { DerivationError } from '../../lambda/worker/derive-pool.ts';

/** What the system's error codes mean to somebody who has never seen one. */
const SYSTEM_REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EDQUOT: 'the disk quota is used up',
  EISDIR: 'it is a folder',
  EIO: 'the disk reports an error',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file stands where a folder should be',
  EROFS: 'the file system is read-only',
};

/** Why something failed, as a clause without paths of this computer. */
export function reasonOf(error: unknown): string {
  if (error instanceof StoreError) return reasonOf(error.cause);
  if (!(error instanceof Error)) return String(error);
  if (!('code' in error && typeof error.code === 'string' && 'syscall' in error)) return error.message;
  // Its message is "CODE: words, call 'path'".
  const words = error.message.slice(error.message.indexOf(': ') + 2);
  return SYSTEM_REASONS[error.code] ?? words.slice(0, words.indexOf(`, ${error.syscall}`));
}

/** Whether a file has failed for good: it is not tried again until it or the code changes. */
export function isSetAside(error: unknown): boolean {
  return error instanceof DerivationError;
}
