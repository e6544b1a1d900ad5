import type { Derivation, Upload } from '../../lambda/model/article.ts';
import type { SetAside } from '../../lambda/worker/set-aside.ts';
import type { InFlight } from './in-flight.ts';

type Derive = (upload: Upload) => Promise<Derivation>;

/**
 * Derives uploads so that none stops the others for long: what nothing could be made of is set aside, and what the
 * process before this one may not have survived is tried while nothing else is, so that only the guilty one is blamed.
 */
export function deriveCarefully(derive: Derive, setAside: SetAside, inFlight: InFlight): Derive {
  const running = new Set<Promise<unknown>>();
  let suspect: Promise<unknown> | undefined;
  const track = (derivation: Promise<Derivation>): Promise<Derivation> => {
    const ended = derivation.then(
      () => undefined,
      () => undefined,
    );
    running.add(ended);
    void ended.then(() => running.delete(ended));
    return derivation;
  };
  return (upload) => {
    const { key } = upload;
    if (inFlight.suspects.has(key)) {
      const others = [...running];
      const alone = Promise.all(others).then(() =>
        inFlight.run(key, () => setAside.deriveSuspect(upload, derive)),
      );
      suspect = track(alone);
      suspect.catch(() => undefined);
      return alone;
    }
    const begin = () => inFlight.run(key, () => setAside.derive(upload, derive));
    return track(suspect === undefined ? begin() : suspect.then(begin, begin));
  };
}
