import { joinBody } from '../../lambda/model/body.ts';
import type { Store } from '../../lambda/store/store.ts';

/** What documents show of an article that was held, see `heldTag`. */
const HELD = /held until (\d{4}-\d\d-\d\dT[\d:]+Z)/g;

/** The store, which notes in `early` what is put into it while it shows what is held; `now` is in milliseconds. */
export function watchForHeld(store: Store, now: () => number, early: string[]): Store {
  return {
    ...store,
    put: (path, content, condition) => {
      for (const [, until = ''] of Buffer.from(joinBody(content.body)).toString().matchAll(HELD)) {
        if (Date.parse(until) > now()) early.push(`${path} shows what is held until ${until}`);
      }
      return store.put(path, content, condition);
    },
  };
}
