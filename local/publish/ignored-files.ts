import { isHidden } from '../../lambda/article/refusal.ts';

/** What editors and browsers keep beside the file that they write. */
const KEPT_BESIDE = /~$|^#.*#$|^4913$|\.sw[a-z]$|\.(?:tmp|part|crdownload)$/i;

/** Whether a file or a folder of this name, without the path to it, is no upload: it is hidden, or another file's copy. */
export function isIgnored(name: string): boolean {
  return isHidden(name) || KEPT_BESIDE.test(name);
}
