import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { parseSite, type Site, SiteError } from '../lambda/model/site.ts';
import { parseBudget } from './budget.ts';
import { CertificateStack } from './certificate-stack.ts';
import { type Domain, parseDelivery } from './delivery.ts';
import { bundleApart, bundleFunction } from './function-code.ts';
import { describeListCosts } from './list-costs.ts';
import { LogDeliveryStack } from './log-delivery-stack.ts';
import { partitionOf } from './partition.ts';
import { RepublisherStack } from './republisher-stack.ts';
import { RuleError } from './rule-file.ts';
import { readRules } from './rules.ts';
import { readSettings, readStacks, STACK_NAME, type StackSettings } from './settings.ts';
import { parseSubscriberCounts } from './subscriber-counts.ts';
import { TAG } from './tags.ts';
import { faultsInWords, inWords, words } from './words/spoken.ts';

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

const project = join(import.meta.dirname, '..');
const context = app.node.getAllContext();
// The command line says where it deploys to; the stack itself names neither account nor region.
const region = process.env.CDK_DEFAULT_REGION ?? '';
const partition = partitionOf(region);
const { passing } = checked(() => readSettings(context, project));
if (passing.length > 0) {
  console.error(words.stack.passing(passing.join(', ')));
}
const stacks = checked(() => readStacks(context, project)).map((settings) => {
  const check = <Value>(read: () => Value): Value => checked(read, settings.title);
  const delivery = check(() => parseDelivery(settings.site.cdn, partition));
  return {
    settings,
    delivery,
    site: check(() => readSite(settings)),
    budget: check(() => parseBudget(settings.budget, region)),
    isCounted: check(() => parseSubscriberCounts(settings.subscriberCounts, delivery, partition)),
  };
});
for (const { settings, site, delivery, budget, isCounted } of stacks) {
  for (const line of describeListCosts(site)) console.error(line);
  const tags = { ...settings.tags, [TAG]: settings.name };
  const isFirst = settings.name === STACK_NAME;
  const folder = join(app.outdir, ...(isFirst ? [] : [settings.name]));
  const bundle = join(folder, 'function');
  const revision = bundleFunction(site, bundle);
  const certificates = delivery?.domain && certify(settings.name, delivery.domain, tags);
  const stack = new RepublisherStack(app, settings.name, {
    description: 'Cleans uploaded articles and republishes them as feeds and pages',
    baseUrl: settings.site.baseUrl === undefined ? undefined : site.baseUrl,
    code: Code.fromAsset(bundle),
    revision,
    delivery: certificates === undefined ? delivery : { domain: certificates.domain },
    partition,
    alarmEmail: settings.alarmEmail,
    canary: settings.canary ? codeApart('canary', join(folder, 'canary')) : undefined,
    subscriberCounts: isCounted ? codeApart('counter', join(folder, 'counter')) : undefined,
    budget,
    tags,
    buckets: settings.buckets,
    uploaders: settings.uploaders,
    terminationProtection: true,
  });
  if (certificates !== undefined) stack.addStackDependency(certificates.stack);
  if (!isCounted) continue;
  const of = { of: settings.name, region: region === '' ? undefined : region };
  new LogDeliveryStack(app, `${settings.name}-Logs`, { ...of, tags }).addStackDependency(stack);
}

function codeApart(name: 'canary' | 'counter', folder: string): Code {
  bundleApart(name, folder);
  return Code.fromAsset(folder);
}

/** The stack that has the certificate of a domain, if none is named, and the domain with it. */
function certify(
  name: string,
  domain: Domain,
  tags: Readonly<Record<string, string>>,
): { stack: CertificateStack; domain: Domain } | undefined {
  if (domain.certificate !== undefined || domain.zone === undefined) return undefined;
  const stack = new CertificateStack(app, `${name}-Certificate`, domain.name, domain.zone, tags);
  return { stack, domain: { ...domain, certificate: stack.reference } };
}

function readSite({ site }: StackSettings): Site {
  return parseSite(site, readRules(join(project, 'rules'), site.rules));
}

/** What is read; whoever wrote a wrong setting or rule gets a line that says so, and no trace of the stack. */
function checked<Value>(read: () => Value, title = 'site'): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SiteError) && !(error instanceof RuleError)) throw error;
    const { colon, space, stop } = words.site;
    const which = title === 'site' ? '' : `${title}${colon}`;
    const advice = `${stop}${space}${words.stack.seeContext}`;
    console.error(
      error instanceof SiteError
        ? `${which}${inWords(error.message)}${advice}`
        : `${which}${faultsInWords(error.message)}`,
    );
    process.exit(1);
  }
}
