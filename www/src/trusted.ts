import { PellicleError } from './errors.js';

/** As much of Trusted Types as is used; TypeScript's own types do not know it everywhere. */
interface Policy {
  createScriptURL(url: string): { toString(): string };
}
interface Factory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}

/** The policy's name, for a page's `trusted-types` directive. */
const POLICY_NAME = 'pellicle';

/** Once per realm: a second policy of the same name throws, so the first is kept. */
let policy: Policy | undefined;
let allowed: string | undefined;

/**
 * The worker's address in a form that `new Worker` takes under `require-trusted-types-for 'script'`.
 *
 * The policy lets through this one address and nothing else. Where another copy of this package made a policy of that
 * name first, or the page does not list the name, the address is given as text, for a policy named `default` to judge.
 */
export function trustedScriptUrl(url: string): string {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  if (!factory) return url;
  allowed = url;
  try {
    policy ??= factory.createPolicy(POLICY_NAME, {
      createScriptURL(candidate) {
        if (candidate === allowed) return candidate;
        throw new PellicleError('internal', 'The policy lets only the worker through');
      },
    });
  } catch {
    return url;
  }
  // `new Worker` is typed for text alone, and takes this object as it is.
  return policy.createScriptURL(url) as unknown as string;
}
