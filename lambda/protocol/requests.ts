/**
 * Waits until every one of these requests has ended, then gives their answers or throws the first error. Unlike
 * `Promise.all` it leaves none under way: a put that arrives after its worker has reported a failure would overwrite what
 * the next delivery wrote.
 */
export async function settleAll<Answer>(requests: readonly Promise<Answer>[]): Promise<readonly Answer[]> {
  await Promise.allSettled(requests);
  return Promise.all(requests);
}

/**
 * Runs tasks side by side. When one of them fails, the signal that all were given is aborted with its error, which is
 * thrown once every one of them has ended.
 */
export async function settleTasks(
  tasks: readonly ((signal: AbortSignal) => Promise<void>)[],
  signal?: AbortSignal,
): Promise<void> {
  const failure = new AbortController();
  const either = AbortSignal.any([failure.signal, ...(signal === undefined ? [] : [signal])]);
  await settleAll(
    tasks.map(async (task) => {
      try {
        await task(either);
      } catch (error) {
        failure.abort(error);
        throw either.reason;
      }
    }),
  );
}
