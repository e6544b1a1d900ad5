import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { glanceAtSettings, readSettings } from '../../local/publish/settings.ts';
import { SettingsWatch } from '../../local/publish/settings-watch.ts';
import { temporaryFolder, writeFiles } from '../support/folders.ts';

const NO_FLAGS = { context: [] };

/** Watches the settings in a folder, and looks when the test says so. */
function watchSettings(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  const stopping = new AbortController();
  let isAway = false;
  let look = (): void => {};
  const settings = new SettingsWatch(
    {
      read: () => readSettings(folder, NO_FLAGS),
      glance: () => (isAway ? undefined : glanceAtSettings(folder, NO_FLAGS)),
    },
    () => new Promise((resolve) => (look = resolve)),
  );
  const changes: string[] = [];
  const wrong: string[] = [];
  const follow = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await settings.change(stopping.signal, (error) => wrong.push(String(error)));
      changes.push(settings.current.site.title);
    }
  };
  void follow();
  onTestFinished(() => {
    stopping.abort();
    look();
  });
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  const looks = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) {
      look();
      await setImmediate();
    }
  };
  const away = (is: boolean): void => {
    isAway = is;
  };
  return { folder, settings, changes, wrong, write, looks, away };
}

it('tells of settings once they have been so for two looks', async () => {
  const { changes, write, looks } = watchSettings({ 'republisher.yaml': 'title: One\n' });
  await looks(3);
  write('republisher.yaml', '');
  await looks(1);
  write('republisher.yaml', 'title: Two\n');
  await looks(1);
  expect(changes).toEqual([]);
  await looks(3);
  expect(changes).toEqual(['Two']);
});

it('tells of nothing where only a comment changes', async () => {
  const { changes, write, looks } = watchSettings({ 'republisher.yaml': 'title: One\n' });
  write('republisher.yaml', '# A comment.\ntitle: One\n');
  await looks(4);
  expect(changes).toEqual([]);
});

it('takes no notice while nobody can tell', async () => {
  const { changes, write, looks, away } = watchSettings({ 'republisher.yaml': 'title: One\n' });
  away(true);
  write('republisher.yaml', 'title: Two\n');
  await looks(4);
  expect(changes).toEqual([]);
  away(false);
  await looks(4);
  expect(changes).toEqual(['Two']);
});

it('says once what is wrong with settings, and keeps the former ones', async () => {
  const { changes, wrong, settings, write, looks } = watchSettings({ 'republisher.yaml': 'title: One\n' });
  write('republisher.yaml', 'tilte: Two\n');
  await looks(6);
  expect(wrong).toEqual([expect.stringContaining('site.tilte is no setting')]);
  expect(settings.current.site.title).toBe('One');
  write('republisher.yaml', 'title: a: b\n');
  await looks(3);
  expect(wrong[1]).toContain('republisher.yaml cannot be read: line 1');
  write('republisher.yaml', 'title: Two\n');
  await looks(3);
  expect({ changes, wrong: wrong.length }).toEqual({ changes: ['Two'], wrong: 2 });
});

it('tells of rules of the site that are changed, added or removed', async () => {
  const rule = (word: string): string => `names: [甲]\nphrases: ['^${word}$']\n`;
  const { changes, wrong, settings, folder, write, looks } = watchSettings({
    'republisher.yaml': 'title: One\nrules: own\n',
    'own/甲.yaml': rule('乙'),
  });
  const phrases = () => settings.current.site.rules?.flatMap((each) => each.phrases ?? []).map(String);
  write('own/甲.yaml', rule('丙丁'));
  await looks(3);
  expect(changes).toHaveLength(1);
  expect(phrases()?.join()).toContain('^丙丁$');
  symlinkSync('nowhere', join(folder, 'own/.#甲.yaml'));
  await looks(3);
  expect([changes.length, wrong]).toEqual([1, []]);
  rmSync(join(folder, 'own/甲.yaml'));
  await looks(3);
  expect(changes).toHaveLength(2);
  expect(phrases()?.join()).not.toContain('^丙丁$');
});
