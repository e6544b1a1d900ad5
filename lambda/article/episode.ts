import type { Episode } from '../model/article.ts';
import { fieldsOf, firstText, holdsAny, wordsOf } from './field-values.ts';
import type { Fields } from './front-matter/fields.ts';
import { parseBoolean } from './publication.ts';

/** The names that generators have for the fields of an episode, as `fieldName` writes them. */
const RECORDINGS = [
  ...[
    'audio',
    'audiourl',
    'audiofile',
    'mp3',
    'mp3url',
    'enclosure',
    'enclosureurl',
    'podcast',
    'podcasturl',
  ],
  ...['podcastfile', 'media', 'mediaurl', 'mediafile', 'video', 'videourl', 'videofile', '音频', '视频'],
];
const DURATION = ['duration', 'itunesduration', 'podcastduration', 'audioduration', 'length', '时长'];
const NUMBER = ['episode', 'itunesepisode', 'episodenumber', 'podcastepisode', '集数'];
const SEASON = ['season', 'itunesseason', 'podcastseason'];
const TYPE = ['episodetype', 'itunesepisodetype'];
const EXPLICIT = ['explicit', 'itunesexplicit', 'podcastexplicit'];

const ALL: ReadonlySet<string> = new Set([RECORDINGS, DURATION, NUMBER, SEASON, TYPE, EXPLICIT].flat());
const NO_RECORDINGS: readonly string[] = [];
const NOTHING: Episode = {};

/** The addresses of recordings that front matter names, as they are written. */
export function readRecordings(fields: Fields): readonly string[] {
  if (!holdsAny(fields, ALL)) return NO_RECORDINGS;
  return fieldsOf(fields, RECORDINGS)
    .flatMap(({ value }) => wordsOf(value, 'url', 'src', 'file', 'href'))
    .filter((address) => /[./]/.test(address));
}

/** What front matter says of an episode; what cannot be read is left out. */
export function readEpisode(fields: Fields): Episode {
  if (!holdsAny(fields, ALL)) return NOTHING;
  const read = (names: readonly string[]): string => {
    const [field] = fieldsOf(fields, names);
    return field === undefined ? '' : firstText(field.value);
  };
  const duration = readDuration(read(DURATION));
  const number = readNumber(read(NUMBER));
  const season = readNumber(read(SEASON));
  const type = /^(?:full|trailer|bonus)$/i.exec(read(TYPE))?.[0].toLowerCase();
  const explicit = readExplicit(read(EXPLICIT));
  return {
    ...(duration !== undefined && { duration }),
    ...(number !== undefined && { number }),
    ...(season !== undefined && { season }),
    ...(type !== undefined && { type }),
    ...(explicit !== undefined && { explicit }),
  };
}

/** Seconds, of `1234`, `20:34` or `1:02:03`. */
function readDuration(text: string): number | undefined {
  if (!/^\d{1,6}(?::\d{1,2}){0,2}$/.test(text)) return undefined;
  const seconds = text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return seconds > 0 ? seconds : undefined;
}

function readNumber(text: string): number | undefined {
  const number = /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
  return number;
}

function readExplicit(text: string): boolean | undefined {
  if (/^(?:clean|explicit)$/i.test(text)) return /^explicit$/i.test(text);
  return text === '' ? undefined : parseBoolean(text);
}
