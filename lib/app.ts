import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { parseSite } from '../lambda/site.ts';
import { parseDelivery } from './cdn.ts';
import { bundleFunction } from './function-code.ts';
import { RepublisherStack } from './republisher-stack.ts';
import { readSettings } from './settings.ts';

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

const settings = readSettings(app.node.getAllContext());
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
