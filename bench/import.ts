/*
 * A fresh process that imports a module as Lambda does, and prints what that took as JSON. It loads nothing of its own, not
 * even a channel for messages: what an S3 client loads, too, would not be counted.
 *
 *     node bench/import.ts URL
 */
const [, , url = ''] = process.argv;
const [begun, used] = [performance.now(), process.cpuUsage()];
await import(url);
const { user, system } = process.cpuUsage(used);
process.stdout.write(
  JSON.stringify({ processor: (user + system) / 1000, wall: performance.now() - begun, bytes: 0 }),
);
