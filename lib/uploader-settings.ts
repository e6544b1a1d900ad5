import { readObject, SiteError } from '../lambda/model/site.ts';

/** Somebody who may upload, below a folder that is called like them. */
export interface Uploader {
  readonly name: string;
  /** The AWS account whose administrators say who of it may take on the role. */
  readonly account?: string;
  /** The subject of a token of GitHub Actions that may take on the role. */
  readonly github?: string;
}

/**
 * Checks `uploaders`, an object that says of each name who is trusted.
 *
 * @throws SiteError when it is not what it should be.
 */
export function parseUploaders(setting: unknown): readonly Uploader[] {
  const uploaders = readObject(setting ?? {});
  if (!isObject(uploaders)) throw new SiteError('uploaders must be an object with an object for each name');
  return Object.entries(uploaders).map(([name, trusted]) => {
    if (!/^[a-z][a-z\d]*(?:-[a-z\d]+)*$/.test(name) || name.length > 40)
      throw new SiteError(`uploaders: "${name}" must be small letters, digits and hyphens`);
    if (!isObject(trusted) || Object.keys(trusted).some((key) => key !== 'account' && key !== 'github'))
      throw new SiteError(`uploaders.${name} must be {}, or an object with "account" or "github"`);
    const { account, github } = trusted;
    if (account !== undefined && github !== undefined)
      throw new SiteError(`uploaders.${name} must have either "account" or "github"`);
    if (account !== undefined) {
      if (typeof account !== 'string' || !/^\d{12}$/.test(account))
        throw new SiteError(`uploaders.${name}.account must be the twelve digits of an account, as a text`);
      return { name, account };
    }
    if (github === undefined) return { name };
    // A subject without a branch or an environment could be that of anybody's pull request.
    if (typeof github !== 'string' || !/^repo:[\w.-]+\/[\w.-]+:(?:ref|environment):[\w./-]+$/.test(github))
      throw new SiteError(
        `uploaders.${name}.github must be a subject such as "repo:you/blog:ref:refs/heads/main"`,
      );
    return { name, github };
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
