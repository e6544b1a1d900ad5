/** Milliseconds of processor time that this process has taken, with all its threads and garbage collection. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
