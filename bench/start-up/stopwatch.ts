/** Milliseconds: of the processor, with all threads, and of the clock on the wall. */
export interface Times {
  readonly processor: number;
  readonly wall: number;
}

/** Begins to measure; what it gives tells the time since then. */
export function stopwatch(): () => Times {
  const begun = performance.now();
  const used = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(used);
    return { processor: (user + system) / 1000, wall: performance.now() - begun };
  };
}
