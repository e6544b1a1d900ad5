import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { parseSite, SiteError } from '../lambda/model/site.ts';
import { parseDelivery } from './delivery.ts';
import { bundleFunction } from './function-code.ts';
import { partitionOf } from './partition.ts';
import { RepublisherStack } from './republisher-stack.ts';
import { RuleError } from './rule-file.ts';
import { readRules } from './rules.ts';
import { readSettings } from './settings.ts';

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

const project = join(import.meta.dirname, '..');
const settings = checked(() => readSettings(app.node.getAllContext(), project));
const rules = checked(() => readRules(join(project, 'rules'), settings.site.rules));
const site = checked(() => parseSite(settings.site, rules));
// The command line says where it deploys to; the stack itself names neither account nor region.
const partition = partitionOf(process.env.CDK_DEFAULT_REGION ?? '');
const delivery = checked(() => parseDelivery(settings.site.cdn, partition));
if (settings.passing.length > 0) {
  console.error(
    `Given by -c and undone by a deployment without it: ${settings.passing.join(', ')}. Settings in cdk.json stay.`,
  );
}

const bundle = join(app.outdir, 'function');
const revision = bundleFunction(site, bundle);
new RepublisherStack(app, 'FeedRepublisher', {
  description: 'Cleans uploaded articles and republishes them as feeds and pages',
  baseUrl: settings.site.baseUrl === undefined ? undefined : site.baseUrl,
  code: Code.fromAsset(bundle),
  revision,
  delivery,
  partition,
  alarmEmail: settings.alarmEmail,
});

/** What is read; whoever wrote a wrong setting or rule gets a line that says so, and no trace of the stack. */
function checked<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SiteError) && !(error instanceof RuleError)) throw error;
    const advice = '. Settings stand in cdk.json under context, or come from -c.';
    console.error(`${error.message}${error instanceof SiteError ? advice : ''}`);
    process.exit(1);
  }
}
