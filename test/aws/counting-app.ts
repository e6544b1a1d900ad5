/*
 * The stack of a site that counts its subscribers, but for the network, which moto does not make.
 */
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { parseSite } from '../../lambda/model/site.ts';
import { bundleApart, bundleFunction } from '../../lib/function-code.ts';
import { RepublisherStack } from '../../lib/republisher-stack.ts';
import { STACK_NAME } from '../../lib/settings.ts';

const app = new App();
const [bundle, counter] = ['function', 'counter'].map((name) => join(app.outdir, name));
if (bundle === undefined || counter === undefined) throw new Error('there is no folder for the code');
const revision = bundleFunction(parseSite({}), bundle);
bundleApart('counter', counter);
new RepublisherStack(app, STACK_NAME, {
  code: Code.fromAsset(bundle),
  revision,
  subscriberCounts: Code.fromAsset(counter),
});
