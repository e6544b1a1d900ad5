import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseSite } from '../../lambda/model/site.ts';
import { readSettings } from '../../lib/settings.ts';

describe('the settings of the stack', () => {
  it('stand in cdk.json, and what the command line says goes before it', () => {
    const context = {
      site: { title: '甲', language: 'en' },
      'site.title': '乙',
      'site.cdn': 'true',
      alarmEmail: 'x',
    };
    expect(readSettings(context)).toEqual({ title: '乙', language: 'en', cdn: 'true' });
    expect(readSettings({})).toEqual({});
  });

  it('are refused when the command line misspells one', () => {
    expect(() => parseSite(readSettings({ 'site.tilte': 'x' }))).toThrow('site.tilte is no setting');
  });

  it('are refused with one line that says which and where they stand', () => {
    const app = fileURLToPath(new URL('../../lib/app.ts', import.meta.url));
    const context = JSON.stringify({ site: { language: '1x' } });
    const { status, stderr } = spawnSync(process.execPath, [app], {
      env: { ...process.env, CDK_CONTEXT_JSON: context },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr.trim()).toMatch(/^site\.language must be a language tag .*cdk\.json.*$/);
  });
});
