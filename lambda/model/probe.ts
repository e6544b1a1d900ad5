/**
 * The key of the canary's probe. Its folder begins with a point, so that it passes through everything that an article does
 * up to its record, which says that a hidden file was skipped: it has no page and is in no list, feed or archive.
 */
export const PROBE_KEY = '.republisher/canary';

/** How the canary names itself where it reads a feed, so that it is not taken for a subscriber. */
export const CANARY_AGENT = 'feed-republisher canary';
