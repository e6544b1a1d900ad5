import { accessSync, constants, statfsSync } from 'node:fs';

/** A folder in memory, where the system has one. */
export const MEMORY_FOLDER = '/dev/shm';

const ROOM = 3e9;

/** Whether there is a folder in memory with some gigabytes of room. */
export function hasMemoryFolder(): boolean {
  try {
    accessSync(MEMORY_FOLDER, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY_FOLDER);
    return bavail * bsize > ROOM;
  } catch {
    return false;
  }
}
