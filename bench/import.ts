/*
 * A fresh process that imports a module as Lambda does, and prints what that took as JSON.
 *
 *     node bench/import.ts FILE
 */
import { pathToFileURL } from 'node:url';

const [, , file = ''] = process.argv;
const url = file.startsWith('data:') ? file : pathToFileURL(file).href;
const [begun, used] = [performance.now(), process.cpuUsage()];
await import(url);
const { user, system } = process.cpuUsage(used);
process.stdout.write(
  JSON.stringify({ processor: (user + system) / 1000, wall: performance.now() - begun, bytes: 0 }),
);
