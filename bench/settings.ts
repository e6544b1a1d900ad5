import { all, one, type Resource, synthesize } from '../test/lib/synthesize.ts';

/** The settings of the stack that planning is about, as `lib/republisher-stack.ts` has them now. */
export interface StackSettings {
  /** Gigabytes. */
  readonly memorySize: number;
  /** Seconds. */
  readonly timeout: number;
  readonly batchSize: number;
  /** Seconds. */
  readonly maxBatchingWindow: number;
  readonly maxConcurrency: number;
  /** Those of the function that sweeps. */
  readonly sweep: {
    /** Gigabytes. */
    readonly memorySize: number;
    /** Seconds. */
    readonly timeout: number;
  };
}

/** Reads the settings out of the template that would be deployed. */
export function readStackSettings(): StackSettings {
  const template = synthesize();
  const republisher = one(template, 'AWS::Lambda::Function', 'Function');
  const sweeper = one(template, 'AWS::Lambda::Function', 'Sweep');
  const [batches] = all(template, 'AWS::Lambda::EventSourceMapping');
  if (batches === undefined) throw new Error('the stack has no batches');
  return {
    memorySize: numberAt(republisher, 'MemorySize') / 1024,
    timeout: numberAt(republisher, 'Timeout'),
    batchSize: numberAt(batches, 'BatchSize'),
    maxBatchingWindow: numberAt(batches, 'MaximumBatchingWindowInSeconds'),
    maxConcurrency: numberAt(batches, 'ScalingConfig', 'MaximumConcurrency'),
    sweep: {
      memorySize: numberAt(sweeper, 'MemorySize') / 1024,
      timeout: numberAt(sweeper, 'Timeout'),
    },
  };
}

function numberAt({ id, Properties }: Resource, ...path: readonly string[]): number {
  let value: unknown = Properties;
  for (const name of path) {
    value =
      typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
  }
  if (typeof value !== 'number') throw new Error(`${id} has no ${path.join('.')}`);
  return value;
}
