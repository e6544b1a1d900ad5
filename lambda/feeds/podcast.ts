import { hash } from 'node:crypto';
import type { Scope } from '../model/list-kinds.ts';
import { listingUrl } from '../model/paths.ts';
import type { PodcastSettings, Site } from '../model/site.ts';
import { podcastSettings } from '../model/titles.ts';
import type { FeedItem } from './feed-item.ts';
import { listTitle } from './feed-model.ts';
import { type Attributes, element, textElement, type XmlLines } from './xml.ts';

/**
 * The namespaces of podcasts: Apple's (https://podcasters.apple.com/support/823-podcast-requirements), and that of the
 * Podcast Index (https://github.com/Podcastindex-org/podcast-namespace).
 */
export const PODCAST: Attributes = {
  'xmlns:itunes': 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  'xmlns:podcast': 'https://podcastindex.org/namespace/1.0',
};

/** The namespace of the guids of podcasts, fixed by the Podcast Index. */
const GUID_NAMESPACE = Buffer.from('ead4c236bf5858c6a2c6a6b28d128cb6', 'hex');

/** What a list tells podcast directories; nothing unless its settings say that it is a podcast. */
export function generatePodcast(scope: Scope, site: Site): readonly (XmlLines | undefined)[] {
  const settings = podcastSettings(scope, site);
  if (settings === undefined) return [];
  const { author = listTitle(scope, site), email, image, category, subcategory, type, explicit } = settings;
  const address = listingUrl(site, scope, 'rss.xml');
  return [
    textElement('podcast:guid', podcastGuid(address)),
    textElement('itunes:author', author),
    textElement('itunes:explicit', String(explicit ?? false)),
    textElement('itunes:type', type ?? 'episodic'),
    image === undefined ? undefined : element('itunes:image', { href: image }),
    generateCategory(category, subcategory),
    email === undefined ? undefined : generateOwner(author, email),
  ];
}

function generateCategory(category: PodcastSettings['category'], subcategory?: string): XmlLines {
  const inner = subcategory === undefined ? undefined : element('itunes:category', { text: subcategory });
  return element('itunes:category', { text: category }, [inner]);
}

function generateOwner(name: string, email: string): XmlLines {
  return element('itunes:owner', {}, [textElement('itunes:name', name), textElement('itunes:email', email)]);
}

/** What an item tells podcast clients of its episode; nothing where it has no recording of ours. */
export function generateEpisode({ episode, image, files = [] }: FeedItem): readonly (XmlLines | undefined)[] {
  if (episode === undefined) return [];
  const { duration, number, season, type, explicit } = episode;
  // Directories refuse pictures of other formats.
  const isShown = files.some(({ url, type: format }) => url === image && /png|jpeg/.test(format));
  return [
    duration === undefined ? undefined : textElement('itunes:duration', `${duration}`),
    number === undefined ? undefined : textElement('itunes:episode', `${number}`),
    season === undefined ? undefined : textElement('itunes:season', `${season}`),
    type === undefined ? undefined : textElement('itunes:episodeType', type),
    explicit === undefined ? undefined : textElement('itunes:explicit', String(explicit)),
    isShown ? element('itunes:image', { href: image }) : undefined,
  ];
}

/** The guid of a podcast: a UUID, version 5, of its feed's address without the scheme and slashes at its end. */
export function podcastGuid(address: string): string {
  let name = address.replace(/^[a-z]+:\/\//i, '');
  while (name.endsWith('/')) name = name.slice(0, -1);
  const bytes = hash('sha1', Buffer.concat([GUID_NAMESPACE, Buffer.from(name)]), 'buffer').subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
