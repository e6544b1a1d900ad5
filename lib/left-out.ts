/*
 * Stands in the function's bundle for parts of libraries that every start would load and the function never runs:
 * `gray-matter` comes with another parser of YAML than ours; the AWS SDK reads streams of events, and finds credentials
 * in seven places, but Lambda puts them into the environment.
 */

/** In place of `@aws-sdk/credential-provider-node`, whose provider is made even where none is needed. */
export function defaultProvider(): () => never {
  return () => {
    throw new Error('left out of the bundle: credentials from elsewhere than the environment');
  };
}

/** In place of `@smithy/core/event-streams`, which clients of S3 set up for one operation that is not ours. */
export function resolveEventStreamSerdeConfig<Config>(config: Config): Config {
  return config;
}

/** Likewise. */
export function eventStreamSerdeProvider(): never {
  throw new Error('left out of the bundle: streams of events');
}

/** In place of `js-yaml`, which gray-matter binds at its start and gets another engine for. */
export function safeLoad(): never {
  throw new Error('left out of the bundle: the YAML of gray-matter');
}

export { safeLoad as safeDump };
