import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { parseSite, SITE_SETTINGS } from '../lambda/site.ts';
import { parseDelivery } from './cdn.ts';
import { bundleFunction } from './function-code.ts';
import { RepublisherStack } from './republisher-stack.ts';

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

// `-c site.title=…` on the command line goes before the settings in `cdk.json`.
const settings: Record<string, unknown> = { ...app.node.tryGetContext('site') };
for (const name of [...SITE_SETTINGS, 'cdn']) {
  const value: unknown = app.node.tryGetContext(`site.${name}`);
  if (value !== undefined) settings[name] = value;
}
const site = parseSite(settings);
const alarmEmail: unknown = app.node.tryGetContext('alarmEmail');

const bundle = join(app.outdir, 'function');
const revision = bundleFunction(site, bundle);
new RepublisherStack(app, 'FeedRepublisher', {
  description: 'Cleans uploaded articles and republishes them as feeds and pages',
  baseUrl: settings.baseUrl === undefined ? undefined : site.baseUrl,
  code: Code.fromAsset(bundle),
  revision,
  delivery: parseDelivery(settings.cdn),
  alarmEmail: typeof alarmEmail === 'string' ? alarmEmail : undefined,
});
