/*
 * A fresh process that imports a module as Lambda does, and tells what that took as JSON; bundled, so that it is no
 * more than that.
 *
 *     node start.mjs FILE
 */
import { pathToFileURL } from 'node:url';
import { stopwatch } from './stopwatch.ts';

const { href } = pathToFileURL(process.argv[2] ?? '');
const stop = stopwatch();
await import(href);
process.stdout.write(JSON.stringify(stop()));
