import { describe, expect, it } from '@jest/globals';
import lockfile from '../../package-lock.json' with { type: 'json' };
import manifest from '../../package.json' with { type: 'json' };

const locked = Object.entries(lockfile.packages as Record<string, Record<string, unknown>>);

/** `node_modules/a/node_modules/@b/c` is the package `@b/c`. */
const nameOf = (place: string) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

describe('the packages', () => {
  it('are locked without a registry address, so that any mirror works', () => {
    expect(locked.filter(([, each]) => each.resolved !== undefined)).toEqual([]);
  });

  it('are locked by content', () => {
    const fetched = locked.filter(([place, each]) => place !== '' && each.inBundle !== true);
    expect(fetched.filter(([, each]) => typeof each.integrity !== 'string')).toEqual([]);
  });

  it('are locked for every platform, without which npm ci refuses on all of them', () => {
    const known = new Set(locked.map(([place]) => nameOf(place)));
    const wanted = locked.flatMap(([, each]) => Object.keys(each.optionalDependencies ?? {}));
    expect(wanted.filter((name) => !known.has(name))).toEqual([]);
  });

  it('are named by one exact version each', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter(([, version]) => !/^\d+[.]\d+[.]\d+$/.test(version))).toEqual([]);
  });

  it('have each install script allowed or refused by name', () => {
    const withScripts = locked.filter(([, each]) => each.hasInstallScript === true && each.optional !== true);
    const names = [...new Set(withScripts.map(([place]) => nameOf(place)))].sort();
    expect(names).toEqual(Object.keys(manifest.allowScripts).sort());
  });
});
