/**
 * The site's settings in the context of the app: the object `site` of `cdk.json`, and over it what was given as
 * `-c site.NAME=…`. Names and values are not checked.
 */
export function readSettings(context: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { site } = context;
  const settings: Record<string, unknown> = typeof site === 'object' ? { ...site } : {};
  for (const [name, value] of Object.entries(context)) {
    if (name.startsWith('site.')) settings[name.slice('site.'.length)] = value;
  }
  return settings;
}
