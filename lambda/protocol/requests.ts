/**
 * Waits until every one of these requests has ended, then gives their answers or throws the first error. Unlike
 * `Promise.all` it leaves none on its way: a put that lands after its worker has reported a failure would land on top
 * of what the next delivery wrote.
 */
export async function endAll<Answer>(requests: readonly Promise<Answer>[]): Promise<readonly Answer[]> {
  await Promise.allSettled(requests);
  return Promise.all(requests);
}

/**
 * Runs the parts of a work side by side. When one of them fails, the signal that all were given is aborted with its
 * error, which is thrown once every one of them has ended.
 */
export async function endSideBySide(
  parts: readonly ((signal: AbortSignal) => Promise<void>)[],
  signal?: AbortSignal,
): Promise<void> {
  const failure = new AbortController();
  const either = AbortSignal.any([failure.signal, ...(signal === undefined ? [] : [signal])]);
  await endAll(
    parts.map(async (part) => {
      try {
        await part(either);
      } catch (error) {
        failure.abort(error);
        throw either.reason;
      }
    }),
  );
}
