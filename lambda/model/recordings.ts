/** What the address of a recording ends with, before its query. */
export const VIDEO_FILE = /\.(?:mp4|m4v|mov|mkv|webm|ogv|m3u8)(?:[?#]|$)/i;

/** The same for sound alone. */
export const AUDIO_FILE = /\.(?:mp3|m4a|aac|og[ga]|opus|wav|flac)(?:[?#]|$)/i;
