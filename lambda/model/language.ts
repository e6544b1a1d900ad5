/**
 * A language as a BCP 47 tag in canonical case: `zh_cn` is `zh-CN`; undefined for what is none. Tags that begin with a
 * word of four letters or more are legal (RFC 5646, section 2.2.1), but registered for no language: `chinese` is a name.
 */
export function parseLanguageTag(text: string): string | undefined {
  const tag = text.trim().replaceAll('_', '-');
  if (!/^[a-z]{2,3}(?:-|$)/i.test(tag)) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/** Whether a language tag is one of Chinese, in whatever script. */
export function isChinese(tag: string): boolean {
  return /^zh\b/i.test(tag);
}

/** Whether a language tag is one of Chinese in traditional characters. */
export function isTraditional(tag: string): boolean {
  return isChinese(tag) && /\b(?:hant|tw|hk|mo)\b/i.test(tag);
}
