import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { temporaryFolder } from '../support/folders.ts';

it('has a stack for each site, alike but for the settings, with functions of its own', () => {
  const folder = temporaryFolder();
  const context = {
    site: { language: 'en' },
    tags: { team: 'feeds' },
    sites: { news: { language: 'zh-CN' } },
  };
  const app = fileURLToPath(new URL('../../lib/app.ts', import.meta.url));
  const env = { ...process.env, CDK_CONTEXT_JSON: JSON.stringify(context), CDK_OUTDIR: folder };
  expect(spawnSync(process.execPath, [app], { env, encoding: 'utf8' })).toMatchObject({ status: 0 });
  const [first = [], news = []] = ['FeedRepublisher', 'FeedRepublisher-news'].map((name) => {
    const { Resources } = JSON.parse(readFileSync(join(folder, `${name}.template.json`), 'utf8'));
    return Object.entries<{ Type: string; Properties: Record<string, object> }>(Resources);
  });
  const typesOf = (resources: typeof first) => resources.map(([, { Type }]) => Type);
  expect(typesOf(news)).toEqual(typesOf(first));
  const functionOf = (resources: typeof first) =>
    resources.find(([id]) => /^Function[0-9A-F]{8}$/.test(id))?.[1].Properties;
  for (const property of ['Code', 'Environment'])
    expect(functionOf(news)?.[property]).not.toEqual(functionOf(first)?.[property]);
  // CloudFormation passes the tags of a stack on to all that can have some.
  const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  for (const name of ['FeedRepublisher', 'FeedRepublisher-news'])
    expect(artifacts[name].properties.tags).toEqual({ republisher: name, team: 'feeds' });
});

it('has a pipeline that changes nothing for a pull request, and may not, and deploys what is merged', () => {
  const file = new URL('../../docs/aws/deploy.yml', import.meta.url);
  const { jobs, permissions } = parse(readFileSync(file, 'utf8'));
  expect(permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  const textOf = (job: object) => JSON.stringify(job);
  expect(textOf(jobs.diff)).toContain('cdk diff --all');
  expect(textOf(jobs.diff)).not.toContain('cdk deploy');
  expect(textOf(jobs.diff)).not.toContain('AWS_DEPLOY_ROLE');
  expect(textOf(jobs.deploy)).toContain('cdk deploy --all --require-approval never');
  expect(jobs.diff.if).toContain("github.event_name == 'pull_request'");
  expect(jobs.deploy).toMatchObject({
    if: expect.stringContaining("!= 'pull_request'"),
    environment: 'production',
  });
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(scripts).toHaveProperty('test');
});
