import { LIST_FOLDERS } from './list-kinds.ts';

const FOLDERS = Object.values(LIST_FOLDERS).map((folder) => folder.slice(0, -1));

/** The address of a folder of lists, or of a list, that lacks its slash at the end. What has a dot may be a file. */
export const LACKS_SLASH = new RegExp(`^/(?:${FOLDERS.join('|')})(?:/[^/.]+)?$`);
