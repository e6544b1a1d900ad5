/**
 * Waits until every one of these requests has ended, then gives their answers or throws the first error. Unlike
 * `Promise.all` it leaves none on its way: a put that lands after its worker has reported a failure would land on top
 * of what the next delivery wrote.
 */
export async function endAll<Answer>(requests: readonly Promise<Answer>[]): Promise<readonly Answer[]> {
  await Promise.allSettled(requests);
  return Promise.all(requests);
}
