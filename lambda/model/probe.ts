/**
 * The key of the canary's probe. Its folder begins with a point, so that it passes through everything that an article does
 * up to its record, which says that a hidden file was skipped: it has no page and is in no list, feed or archive.
 */
export const PROBE_KEY = '.republisher/canary';
