/*
 * npm_package.mjs
 *	  Fetches npm packages at pinned versions with pinned hashes, so that a
 *	  generator writes the same bytes on every machine.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Fetch a package, compare its hash and unpack it; answer its folder.  What
 * lies in root already is unpacked again, and its hash compared, without a
 * second download.
 */
export function
fetchPackage(spec, hash, root)
{
	const name = spec.replace('@', '-') + '.tgz';

	if (!existsSync(join(root, name)))
		execFileSync('npm', ['pack', '--silent', spec],
			{ cwd: root, stdio: ['ignore', 'ignore', 'ignore'] });

	const found = 'sha512-' + createHash('sha512')
		.update(readFileSync(join(root, name))).digest('base64');

	if (found !== hash)
		throw new Error(`${spec} has hash ${found}`);
	execFileSync('tar', ['xzf', name, '--one-top-level=' + name + '.d'],
		{ cwd: root });
	return join(root, name + '.d', 'package');
}
