import { isHidden } from '../../lambda/article/refusal.ts';
import { SETTINGS_FILE } from '../../lib/caller.ts';

/** What editors and browsers keep beside the file that they write. */
const KEPT_BESIDE = /~$|^#.*#$|^4913$|\.sw[a-z]$|\.(?:tmp|part|crdownload)$/i;

/** Whether a file or folder of this name, without its path, is no upload: it is hidden, an editor's copy or the settings. */
export function isIgnored(name: string): boolean {
  return isHidden(name) || KEPT_BESIDE.test(name) || name === SETTINGS_FILE;
}
